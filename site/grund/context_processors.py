from .conf import setting


def base_template(request):
    """The template that every page extends; a host names its own in ``NACKAMODELLEN["BASE_TEMPLATE"]``."""
    return {"base_template": setting("BASE_TEMPLATE")}
