from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from accounts.second_factor import remove_all


class Command(BaseCommand):
    """For whoever has lost phone, key and recovery codes, and has no colleague to help."""

    help = "Lets somebody sign in with the password alone again."

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, username, **options):
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"Nobody here is called {username}.")
        remove_all(user)
        self.stdout.write(f"{username} signs in with the password alone.")
