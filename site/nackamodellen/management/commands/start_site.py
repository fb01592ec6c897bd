from django.core.management.base import BaseCommand

from nackamodellen.start import start_site


class Command(BaseCommand):
    help = "Makes languages, the empty page tree and the groups with their rights. Changes nothing that is there."

    def add_arguments(self, parser):
        parser.add_argument("--hostname", default="localhost", help="The host name of the site (default localhost).")
        parser.add_argument("--name", default="Nackamodellen", help="The name of the site.")

    def handle(self, *args, hostname, name, **options):
        home = start_site(hostname=hostname, site_name=name)
        self.stdout.write(f"Webbplatsen finns: {home.full_url}")
