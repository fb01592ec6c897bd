"""Registration only."""

from wagtail import hooks

from .viewsets import Organisation


@hooks.register("register_admin_viewset")
def organisation():
    return Organisation()
