from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from statuspage.demo.loading import PageNotEmpty, load


class Command(BaseCommand):
    help = "Fill an empty page with a made-up company and its story."

    def handle(self, **options):
        try:
            load(now=timezone.now())
        except PageNotEmpty:
            raise CommandError(
                "The page already has components or incidents: the demo fills an empty page only."
            ) from None
        self.stdout.write("The demo page is loaded.")
