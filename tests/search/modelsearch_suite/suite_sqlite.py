"""modelsearch's tests of its SQLite backend, turned on ours; of what stock skips, all that ours can."""

import unittest

from django.test import override_settings
from modelsearch.tests import test_sqlite_backend as stock
from modelsearch.tests.test_backends import BackendTests

PATH = "search.backends.sqlite"


@override_settings(MODELSEARCH_BACKENDS={"default": {"BACKEND": PATH}})
class OurSQLiteTests(stock.TestSQLiteSearchBackend):
    backend_path = PATH

    # Stock skips these.
    test_autocomplete_with_fields_arg = BackendTests.test_autocomplete_with_fields_arg
    test_search_not_match_none = BackendTests.test_search_not_match_none
    test_search_or_match_all = BackendTests.test_search_or_match_all
    test_search_or_match_none = BackendTests.test_search_or_match_none
    test_search_and_match_all = BackendTests.test_search_and_match_all


def load_tests(loader, tests, pattern):
    return unittest.TestSuite([loader.loadTestsFromTestCase(OurSQLiteTests)])
