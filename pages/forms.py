import zoneinfo
from typing import cast

from django import forms
from django.contrib.admin.widgets import AdminFileWidget, AdminTextareaWidget
from django.db.models import Field

from pages.models import Language, Page
from pages.picture import MAX_BYTES, Picture, read_picture


class ShownLogo:
    """A logo as Django's file widget shows what was uploaded before."""

    def __init__(self, logo: dict) -> None:
        self.url = logo["path"]
        self._size = f"{logo['width']} by {logo['height']} pixels"

    def __str__(self):
        return self._size


class LogoWidget(AdminFileWidget):
    """Names its field by a label: the legend of a fieldset around one input is none."""

    use_fieldset = False


class LogoField(forms.FileField):
    """An uploaded picture as a `Picture`; False to take the logo away, None to leave it."""

    widget = LogoWidget(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"})

    def clean(self, data, initial=None) -> Picture | bool | None:
        cleaned = super().clean(data, initial)
        if cleaned is False:
            return False
        # One byte more than is taken tells that there is too much.
        return read_picture(data.read(MAX_BYTES + 1)) if data else None


def time_zones() -> list[tuple[str, str]]:
    """Every zone, as the choices of a select."""
    return [(zone, zone) for zone in sorted(zoneinfo.available_timezones())]


def help_of(name: str) -> str:
    return str(cast(Field, Page._meta.get_field(name)).help_text)


class PageForm(forms.ModelForm):
    """The settings of the page. `Page.save_settings` and `Page.set_logo` write them."""

    time_zone = forms.ChoiceField(choices=time_zones, help_text=help_of("time_zone"))
    offered_languages = forms.MultipleChoiceField(
        choices=Language,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=help_of("offered_languages"),
    )
    new_logo = LogoField(
        label="Logo",
        required=False,
        help_text="In place of the name, at most 400 by 80. PNG, JPEG, WebP or GIF, up to 1 MB; "
        "twice that size is sharp on every screen.",
    )
    new_dark_logo = LogoField(
        label="Logo for dark mode",
        required=False,
        help_text="Needed where the first one cannot be seen on a dark ground.",
    )

    class Meta:
        model = Page
        fields = [
            "name", "headline", "about", "company_url", "support_url", "time_zone",
            "language", "offered_languages", "is_hidden_from_search", "needs_approval",
            "accent_color", "custom_css", "header_links", "footer_links", "footer_text",
        ]  # fmt: skip
        widgets = {
            "accent_color": forms.TextInput(attrs={"placeholder": "#14569c", "size": 10}),
            "header_links": AdminTextareaWidget(attrs={"rows": 3}),
            "footer_links": AdminTextareaWidget(attrs={"rows": 3}),
            "footer_text": AdminTextareaWidget(attrs={"rows": 4}),
            "custom_css": AdminTextareaWidget(
                attrs={"rows": 10, "spellcheck": "false", "class": "vLargeTextField code"}
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, logo in {
            "new_logo": self.instance.logo,
            "new_dark_logo": self.instance.dark_logo,
        }.items():
            if name in self.fields and logo:
                self.initial[name] = ShownLogo(logo)
