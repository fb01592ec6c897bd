from django.apps import apps
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls

OURS = {"utbildning": "anmalan/", "headless": "innehall/"}
urlpatterns = [
    path("admin/", include(admin_urls)),
    *(path(place, include(f"{app}.urls")) for app, place in OURS.items() if apps.is_installed(app)),
    path("", include(wagtail_urls)),
]
