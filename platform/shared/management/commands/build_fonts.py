"""Cut the web fonts from the font packages. Part of `make install`; does nothing when they are up to date."""

from django.conf import settings
from django.core.management.base import BaseCommand

from shared import fonts


class Command(BaseCommand):
    help = "Make the web fonts in static/fonts from the installed font packages."
    requires_system_checks = []

    def handle(self, *args, **options):
        made = fonts.build(settings.ROOT / "static" / "fonts")
        if options["verbosity"] and made:
            size = sum(path.stat().st_size for path in made) // 1000
            self.stdout.write(f"{len(made)} web fonts made, {size} kB.")
