from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self):
        from accounts import signing_in
        from accounts.roles import make_roles

        # Django makes the permissions app by app; those of its own come after all of ours.
        post_migrate.connect(make_roles, sender=apps.get_app_config("auth"))
        signing_in.connect()
