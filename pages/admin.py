from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse

from pages.forms import PageForm, time_zones
from pages.models import Language, Page

admin.site.site_title = "Staff"
admin.site.site_header = "Staff"
admin.site.index_title = "Staff"
admin.site.enable_nav_sidebar = False


@admin.register(Page)
class PageAdmin(admin.ModelAdmin):
    """The settings of the page. There is one row: its list is its form."""

    form = PageForm
    fieldsets = [
        (None, {
            "fields": ["name", "headline", "about", "company_url", "support_url", "time_zone"],
        }),
        ("Languages", {"fields": ["language", "offered_languages"]}),
        ("Search engines", {"fields": ["is_hidden_from_search"]}),
        ("Look", {
            "description": "Everything here may be left as it is: the page looks good without.",
            "fields": ["new_logo", "new_dark_logo", "accent_color", "custom_css"],
        }),
        ("Header and footer", {
            "description": "On every public page.",
            "fields": ["header_links", "footer_links", "footer_text"],
        }),
    ]  # fmt: skip

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "offered_languages":
            return forms.MultipleChoiceField(
                choices=Language,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=db_field.help_text,
            )
        if db_field.name != "time_zone":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return forms.ChoiceField(choices=time_zones(), help_text=db_field.help_text)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        page = Page.current()
        return HttpResponseRedirect(reverse("admin:pages_page_change", args=[page.pk]))

    def view_on_site(self, obj):
        return f"{settings.SITE_URL}/"

    def save_model(self, request, obj, form, change):
        with Page.changing():
            obj.save_settings()
            for name, dark in {"new_logo": False, "new_dark_logo": True}.items():
                picture = form.cleaned_data.get(name)
                if picture is not None:
                    obj.set_logo(picture or None, dark=dark)
