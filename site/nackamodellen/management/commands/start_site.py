from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand

from nackamodellen.start import start_site


class Command(BaseCommand):
    help = "Makes languages, the empty page tree and the groups with their rights. Changes nothing that is there."

    def add_arguments(self, parser):
        host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
        name = settings.WAGTAIL_SITE_NAME
        parser.add_argument("--hostname", default=host, help="The host name of the site (default: that of BASE_URL).")
        parser.add_argument("--name", default=name, help="The name of the site (default: SITE_NAME).")

    def handle(self, *args, hostname, name, **options):
        home = start_site(hostname=hostname, site_name=name)
        self.stdout.write(f"Webbplatsen finns: {home.full_url}")
