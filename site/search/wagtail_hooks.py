"""Registration only."""

from django.contrib.auth.models import Permission
from wagtail import hooks

from . import contributions  # noqa: F401
from .viewsets import Search


@hooks.register("register_admin_viewset")
def search():
    return Search()


@hooks.register("register_permissions")
def rights_on_the_log():
    return Permission.objects.filter(content_type__app_label="search", codename="view_queryday")
