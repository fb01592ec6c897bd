"""What the site asks of PostgreSQL, asked of a real one."""

import pytest
from django.db import OperationalError, connection

from tests.services import require

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def test_a_statement_that_takes_too_long_is_ended():
    require("postgresql")
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("15s",)
        cursor.execute("SET LOCAL statement_timeout = 50")
        with pytest.raises(OperationalError, match="statement timeout"):
            cursor.execute("SELECT pg_sleep(5)")


def test_a_connection_is_looked_at_before_it_is_used_again():
    require("postgresql")
    assert connection.settings_dict["CONN_HEALTH_CHECKS"] is True
