"""The addresses of the interface; a site includes them at a place of its own, as ``/api/innehall/v1/``."""

from django.urls import path, re_path

from grund.api.problems import NotFound

from . import views
from .api import make
from .door import door

app_name = "innehall"
api = make()


def _nothing(request, **kwargs):
    raise NotFound


def _guarded(patterns):
    for pattern in patterns:
        if pattern.name != "api-root":  # a way of django-ninja to find its own place
            pattern.callback = door(pattern.callback)
            yield pattern


urlpatterns = [
    path("", door(views.documentation, offers="text/html"), name="docs"),
    path("openapi.json", door(views.openapi, counted=False), name="openapi"),
    *_guarded(api.urls[0]),
    re_path(r"^[\s\S]*$", door(_nothing), name="nothing"),
]
