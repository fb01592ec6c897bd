from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from grund import export, removal

WORD = "remove"


class Command(BaseCommand):
    help = (
        "Takes our apps out of this site: writes every page and record of theirs to files, asks, deletes them and drops "
        "their tables. Pages, users, images and documents of the site stay. Stop the worker and the web servers first, "
        "and take the apps out of INSTALLED_APPS and the addresses afterwards."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--export", metavar="FOLDER", help="An empty folder for the files; default: a new one here."
        )
        parser.add_argument("--noinput", action="store_true", help="Do not ask.")
        parser.add_argument(
            "--dry-run", action="store_true", help="Only say what would be deleted, or what is in the way."
        )

    def handle(self, *args, dry_run, noinput, **options):
        try:
            removal.refuse_what_breaks()
        except removal.RemovalError as error:
            raise CommandError(str(error)) from error
        found = removal.counts()
        self.show(found)
        if dry_run:
            return
        folder = self.write(options["export"] or f"nackamodellen-{timezone.localtime():%Y-%m-%d-%H%M%S}")
        if not noinput:
            self.ask(folder)
        try:
            removal.delete_content(found)
        except removal.RemovalError as error:
            raise CommandError(f"{error} Nothing was deleted.") from error
        removal.drop_tables()
        labels = ", ".join(removal.installed())
        self.stdout.write(f"Removed. Now take {labels} out of INSTALLED_APPS, and their addresses out of ROOT_URLCONF.")

    def show(self, found):
        self.stdout.write("This will be deleted:" if found else "There are no pages and no records of ours.")
        for words, number in found:
            self.stdout.write(f"{number:8}  {words}")
        for sentence in removal.in_force():
            self.stdout.write(sentence)

    def write(self, place):
        try:
            folder = export.prepare_folder(place)
            written = export.export(folder)
        except (export.ExportError, OSError) as error:
            raise CommandError(str(error)) from error
        total = sum(written.values())
        self.stdout.write(
            f"{total} rows have been written to {Path(folder).resolve()}. What people have told about themselves is among them, "
            "since it belongs to the organisation: keep the files as you keep the database."
        )
        return folder

    def ask(self, folder):
        try:
            answer = input(f'Type "{WORD}" to delete it all: ')
        except EOFError:
            raise CommandError(
                "Nobody answered, so nothing was deleted. Use --noinput where nobody is there."
            ) from None
        if answer.strip() != WORD:
            raise CommandError(f"Nothing was deleted. The files are left in {folder}.")
