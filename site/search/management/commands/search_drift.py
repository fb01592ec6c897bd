from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from search.rebuild import drift


class Command(BaseCommand):
    help = "Find what the search index and the site do not agree about, and mend it without building it anew."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only say what differs; fails where something does")

        parser.add_argument(
            "--thorough", action="store_true", help="make every record anew to compare it, whatever its stamp says"
        )

    def handle(self, *args, check, thorough, **options):
        found = drift(repair=not check, thorough=thorough)
        for name, part in (("missing", found.missing), ("changed", found.changed), ("surplus", found.surplus)):
            for source, keys in part.items():
                self.stdout.write(f"{source}: {len(keys)} {name}")
        behind = self._elasticsearch(check)
        if check and (found.number or behind):
            raise CommandError(f"{found.number + behind} entries differ. Mend them with: manage.py search_drift")
        self.stdout.write(f"{found.number} entries differed{' and are mended' if found.number and not check else ''}.")

    def _elasticsearch(self, check):
        """How many entries Elasticsearch holds otherwise than the index of the database."""
        if not settings.ELASTICSEARCH_URL:
            return 0
        from search.engines import elastic_index

        try:
            if not check:
                elastic_index.drain()  # what waits is no difference
            behind = len(elastic_index.differences()) if check else elastic_index.repair()
            if not check:
                elastic_index.drain()
        except elastic_index.AWAY as error:
            raise CommandError(f"Elasticsearch does not answer ({type(error).__name__}).") from None
        self.stdout.write(f"elasticsearch: {behind} differed")
        return behind
