import gc
import time

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from pages import announcement
from pages.models import Page
from public import documents, failures
from public.publish import keep_fresh, publish, publish_all


class Command(BaseCommand):
    help = "Publish what changed since the last time, for readers to see."

    def add_arguments(self, parser):
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--all", action="store_true", help="make the whole site anew, and swap")
        how.add_argument(
            "--follow", action="store_true", help="publish every change on this machine, for good"
        )

    def handle(self, *, all, follow, **options):
        if follow:
            self.follow()
            return
        # What the program is made of outlives the rebuild: to look through it for garbage, again
        # and again, took 4 s of 60.
        gc.freeze()
        began = time.monotonic()
        made = publish_all(progress=self.progress()) if all else publish()
        seconds = time.monotonic() - began
        self.stdout.write(f"Published {made} documents in {seconds:.1f} s.")
        for failure in failures.read().values():
            self.stderr.write(f"Failed: {failure.path}: {failure.error}")

    def progress(self):
        """A bar on a terminal, and silence elsewhere."""
        total = documents.count(Page.current(), timezone.now())
        shown = -1

        def show(done):
            nonlocal shown
            percent = min(100 * done // total, 100)
            if percent != shown and self.stderr.isatty():
                shown = percent
                bar = "#" * (percent // 2)
                end = "\n" if done >= total else ""
                self.stderr.write(f"\r[{bar:<50}] {percent:3} % of {total}", ending=end)

        return show

    def follow(self):
        self.stdout.write("Following the page. Ctrl-C ends it.")
        while True:
            try:
                close_old_connections()
                keep_fresh()
                announcement.wait(1)
            except KeyboardInterrupt:
                return
            except (DatabaseError, OSError) as error:
                # What is published stays; the database or the disk may come back.
                self.stderr.write(f"Cannot follow: {error}")
                connection.close()
                time.sleep(2)
