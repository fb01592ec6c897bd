"""modelsearch's tests of its PostgreSQL backend, turned on ours; of what stock skips, all."""

import unittest

from django.test import override_settings
from modelsearch.tests import test_postgres_backend as stock
from modelsearch.tests.test_backends import BackendTests

PATH = "search.backends.postgres"


@override_settings(MODELSEARCH_BACKENDS={"default": {"BACKEND": PATH}})
class OurPostgresTests(stock.TestPostgresSearchBackend):
    backend_path = PATH

    # Stock skips these.
    test_search_not_match_none = BackendTests.test_search_not_match_none
    test_search_or_match_all = BackendTests.test_search_or_match_all
    test_search_or_match_none = BackendTests.test_search_or_match_none
    test_search_and_match_all = BackendTests.test_search_and_match_all
    test_search_and_match_none = BackendTests.test_search_and_match_none


def load_tests(loader, tests, pattern):
    return unittest.TestSuite([loader.loadTestsFromTestCase(OurPostgresTests)])
