from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from search.rebuild import rebuild


class Command(BaseCommand):
    help = "Build the search index anew, Elasticsearch's too. Search answers all the while."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="also write what has not changed")
        parser.add_argument("--if-empty", action="store_true", help="only where there is no index yet")

    def handle(self, *args, all, if_empty, **options):
        from search.models import Entry

        if if_empty and Entry.objects.exists():
            return
        done = rebuild(force=all)
        if options["verbosity"]:
            self.stdout.write(f"{done.written} entries written, {done.same} unchanged, {done.removed} removed.")
        if settings.ELASTICSEARCH_URL:
            from search.engines import elastic_index

            try:
                elastic_index.rebuild()
                elastic_index.drain()
            except elastic_index.Overtaken:
                self.stdout.write("Another process builds the index of Elasticsearch now.")
            except (*elastic_index.AWAY, elastic_index.Unfinished) as error:
                # Not the text of the error: it may hold the address with its password.
                raise CommandError(
                    f"Elasticsearch does not answer ({type(error).__name__}). It catches up later."
                ) from None
