from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

type View = Callable[..., HttpResponseBase]


class NounAdmin(admin.ModelAdmin):
    """Pages of forms, each of which posts to an address of its own and calls the domain there."""

    def nouns(self) -> dict[str, View]:
        """The addresses under the change page, and their views."""
        return {}

    def get_urls(self):
        return [
            *(
                path(
                    f"<int:pk>/change/{noun}/",
                    self.admin_site.admin_view(view),
                    name=self.url_name(noun.split("/")[-1]),
                )
                for noun, view in self.nouns().items()
            ),
            *super().get_urls(),
        ]

    def url_name(self, noun: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{noun}"

    def posted(self, view: View) -> View:
        """A view for POST; whoever comes there otherwise (a reload) is led back to the page."""

        def wrapper(request, pk):
            return view(request, pk) if request.method == "POST" else self.led_back(pk)

        return wrapper

    def led_back(self, pk: int | None = None) -> HttpResponseRedirect:
        """To the page of the forms."""
        return HttpResponseRedirect(self.change_address(pk) if pk else self.add_address())

    def change_address(self, pk: int) -> str:
        return reverse(f"admin:{self.url_name('change')}", args=[pk])

    def add_address(self) -> str:
        return reverse(f"admin:{self.url_name('add')}")

    def page_with(self, request, template: str, *, errors=(), **context: Any) -> TemplateResponse:
        """A page of ours in the frame of the admin; what is refused answers 422."""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            "errors": errors,
            **context,
        }
        return TemplateResponse(request, template, context, status=422 if errors else 200)
