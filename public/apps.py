from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "public"

    def ready(self):
        from pages.signals import page_changed
        from public.publish import publish_after_change

        page_changed.connect(publish_after_change, dispatch_uid="publish")
