from django.contrib import admin
from django.urls import include, path

from public.health import freshz
from statuspage.health import healthz

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    path("freshz", freshz, name="freshz"),
    path("", include("public.urls")),
]

handler404 = "public.views.not_found"
