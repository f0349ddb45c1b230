import zoneinfo

from django import forms
from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse

from pages.models import Language, Page

admin.site.site_title = "Staff"
admin.site.site_header = "Staff"
admin.site.index_title = "Staff"
admin.site.enable_nav_sidebar = False


@admin.register(Page)
class PageAdmin(admin.ModelAdmin):
    """The settings of the page. There is one row: its list is its form."""

    fields = [
        "name", "headline", "about", "company_url", "support_url", "time_zone", "language",
        "offered_languages",
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
        zones = sorted(zoneinfo.available_timezones())
        return forms.ChoiceField(
            choices=[(zone, zone) for zone in zones], help_text=db_field.help_text
        )

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        page = Page.current()
        return HttpResponseRedirect(reverse("admin:pages_page_change", args=[page.pk]))

    def save_model(self, request, obj, form, change):
        obj.save_settings()
