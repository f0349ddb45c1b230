from django.urls import path

from public import views
from public.preview import preview
from public.search.views import search

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("live", views.live, name="live"),
    path("history", views.history, name="history"),
    path("history/<str:month>", views.month, name="month"),
    path("uptime", views.uptime, name="uptime"),
    path("uptime/<str:month>", views.uptime_month, name="uptime_month"),
    path("api", views.api, name="api"),
    path("search", search, name="search"),
    path("preview/<str:token>", preview, name="preview"),
    path("components/<str:code>", views.component, name="component"),
    path("incidents/<str:code>", views.incident, name="incident"),
]
