import atexit

from django.apps import AppConfig


class StatuspageConfig(AppConfig):
    name = "statuspage"
    verbose_name = "Status page"

    def ready(self):
        from statuspage.pools import close_pool

        atexit.register(close_pool)
