"""Load the demo federation into an empty database, and say who can sign in."""

from django.conf import settings
from django.core.management import BaseCommand
from django.utils import timezone

from demo import federation, loading


class Command(BaseCommand):
    help = "Load the invented federation, once, and print the people one can sign in as."

    def handle(self, **options):
        if not loading.is_loaded():
            self.stdout.write("Loading the demo federation …")
            self.stdout.flush()
            loading.load(now=timezone.now())
        self.stdout.write(self.people())

    def people(self) -> str:
        lines = [f"\nSign in at {settings.BASE_URL}/anmelden/ as one of them, all with the password {federation.PASSWORD}"]
        lines.append(f"(or by a mailed code: every mail can be read at {settings.BASE_URL}/demo/mail/):\n")
        lines += [f"  {person.email:28} {person.name}: {person.note}" for person in federation.PEOPLE if person.note]
        return "\n".join(lines)
