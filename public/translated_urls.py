"""The same addresses below the code of a language, such as /de/history.

None is ever reversed: see `public.languages`.
"""

from django.urls import include, path, register_converter

from pages.models import Language
from public import views


class LanguageConverter:
    """The code of a language the interface speaks."""

    regex = "|".join(Language.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(LanguageConverter, "language")

urlpatterns = [
    path("<language:language>", views.home),
    path("<language:language>/", include("public.urls", namespace="translated")),
]
