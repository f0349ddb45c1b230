from django.conf import settings
from django.contrib import admin

from pages.forms import PageForm
from pages.models import Page
from pages.single_row import SingleRowAdmin

admin.site.site_title = "Staff"
admin.site.site_header = "Staff"
admin.site.index_title = "Staff"
admin.site.enable_nav_sidebar = False


@admin.register(Page)
class PageAdmin(SingleRowAdmin):
    """The settings of the page."""

    form = PageForm
    fieldsets = [
        (None, {
            "fields": ["name", "headline", "about", "company_url", "support_url", "time_zone"],
        }),
        ("Languages", {"fields": ["language", "offered_languages"]}),
        ("Search engines", {"fields": ["is_hidden_from_search"]}),
        ("Approval", {"fields": ["needs_approval"]}),
        ("Look", {
            "description": "Everything here may be left as it is: the page looks good without.",
            "fields": ["new_logo", "new_dark_logo", "accent_color", "custom_css"],
        }),
        ("Header and footer", {
            "description": "On every public page.",
            "fields": ["header_links", "footer_links", "footer_text"],
        }),
    ]  # fmt: skip

    def view_on_site(self, obj):
        return f"{settings.SITE_URL}/"

    def save_model(self, request, obj, form, change):
        with Page.changing():
            obj.save_settings()
            for name, dark in {"new_logo": False, "new_dark_logo": True}.items():
                picture = form.cleaned_data.get(name)
                if picture is not None:
                    obj.set_logo(picture or None, dark=dark)
