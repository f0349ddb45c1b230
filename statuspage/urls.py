from django.contrib import admin
from django.urls import include, path

from public.health import freshz

urlpatterns = [
    path("admin/", include("accounts.urls")),
    path("admin/", admin.site.urls),
    path("freshz", freshz, name="freshz"),
    path("", include("public.urls")),
    path("", include("public.translated_urls")),
]

handler403 = "public.views.forbidden"
handler404 = "public.views.not_found"
handler500 = "public.views.server_error"
