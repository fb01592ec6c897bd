from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from nackamodellen.demo import loader


def demo_password():
    """The password of the demo's accounts: made once, kept in a file that only its owner can read."""
    from django.utils.crypto import get_random_string

    file = settings.VAR_DIR / "demo-password"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(get_random_string(16, "abcdefghjkmnpqrstuvwxyz23456789") + "\n", encoding="utf-8")
    return file.read_text(encoding="utf-8").strip()


def year(text):
    value = int(text)
    if not 2000 <= value <= 2099:
        raise ValueError(text)
    return value


class Command(BaseCommand):
    help = "Loads the example data: texts, words, templates, dates, people. Loading again adds nothing."

    def add_arguments(self, parser):
        parser.add_argument(
            "--base-year", type=year, default=loader.FIRST_BASE_YEAR, help="The year of the demo's dates."
        )
        parser.add_argument("--today", type=date.fromisoformat, help="The load date, YYYY-MM-DD (default: today).")
        parser.add_argument("--force", action="store_true", help="Load although the database holds other content.")
        parser.add_argument("--if-empty", action="store_true", help="Do nothing where there is any content.")

    def handle(self, *args, base_year, today, force, if_empty, **options):
        if if_empty and (loader.is_loaded() or loader.other_content()):
            self.stdout.write("Databasen har redan innehåll. Exempeldata laddas inte.")
            return
        if loader.other_content() and not force:
            raise CommandError("Databasen har annat innehåll. Ange --force för att ladda exempeldata ändå.")
        made = loader.Loader(base_year, today or timezone.localdate(), demo_password()).load()
        self.stdout.write(f"Exempeldata är laddade: {made} nya sidor.")
