"""modelsearch's tests of its Elasticsearch 8 backend, turned on ours; of what stock skips, all."""

import unittest

from modelsearch.test.testapp.models import Book
from modelsearch.tests import test_elasticsearch8_backend as stock


class OurElasticsearchTests(stock.TestElasticsearch8SearchBackend):
    backend_path = "search.backends.elasticsearch"

    def test_reset_indexes(self):
        """Stock skips its own, which would fail where an alias leads to the index."""
        assert self.backend.search("JavaScript", Book).count() == 2
        self.backend.reset_indexes()
        self.backend.refresh_indexes()
        self.backend.get_index_for_model(Book).add_model(Book)
        assert self.backend.search("JavaScript", Book).count() == 0


def load_tests(loader, tests, pattern):
    return unittest.TestSuite([loader.loadTestsFromTestCase(OurElasticsearchTests)])
