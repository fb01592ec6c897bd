from django.conf import settings


def base_template(request):
    """The template that every page extends; a host names its own in ``BASE_TEMPLATE``."""
    return {"base_template": getattr(settings, "BASE_TEMPLATE", "grund/base.html")}
