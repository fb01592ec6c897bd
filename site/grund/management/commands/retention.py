from django.core.management.base import BaseCommand, CommandError

from grund import retention


class Command(BaseCommand):
    help = "Removes what the registered rules say is too old; the worker does so once a day."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only count what would go.")

    def handle(self, *args, dry_run, **options):
        failed = {}
        try:
            removed = retention.apply(dry_run=dry_run)
        except retention.RetentionError as error:
            removed, failed = error.removed, error.failed
        for name, count in removed.items():
            self.stdout.write(f"{name}: {count}")
        if failed:
            raise CommandError("; ".join(f"{name}: {error}" for name, error in failed.items()))
