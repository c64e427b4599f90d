"""One command, one process: everything Mitstimme needs on one machine with nothing else installed."""

import signal
import sys

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from config import embedded, static_files


class Command(BaseCommand):
    help = "Serve web, worker and beat in one process, after migrating and collecting static files."
    requires_system_checks = []  # a second start takes seconds

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1); the port is PORT")

    def handle(self, *, host: str, **options):
        if not settings.EMBEDDED:
            raise CommandError("serve is for one machine. In production run the processes that docs/operations.md names.")
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, stop)
        try:
            bound = embedded.take_port(host, settings.PORT)
        except embedded.PortTaken:
            sentence = f"port {settings.PORT} is taken. Name another one, for example PORT={settings.PORT + 1}."
            raise CommandError(sentence) from None
        self.prepare()
        self.stdout.write(f"\nMitstimme is running at {settings.BASE_URL}/ (stop it with Ctrl-C).")
        self.stdout.flush()
        embedded.run(bound)
        self.stdout.write("Mitstimme has stopped. Everything is kept.")

    def prepare(self):
        call_command("migrate", interactive=False, verbosity=0)
        static_files.collect()
        if settings.DEMO:
            call_command("load_demo")


def stop(number, frame):
    """End the process by SystemExit, wherever it is; a second signal does not interrupt the stopping."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    sys.exit(0)
