import signal

from django.core.management.base import BaseCommand

from grund import worker


class Command(BaseCommand):
    help = (
        "Sends mail and runs the periodic jobs that apps register (scheduled publishing, retention). Stop with Ctrl-C."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Run what is due now, then stop.")
        parser.add_argument("--pause", type=float, default=5.0, help="Seconds between looks (default 5).")

    def handle(self, *args, once, pause, **options):
        if once:
            for name in worker.run_due():
                self.stdout.write(name)
            for name, number in worker.run_handlers().items():
                if number:
                    self.stdout.write(f"{name}: {number}")
            return
        stopped = []
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopped.append(True))
        worker.run_forever(lambda: bool(stopped), pause=pause)
