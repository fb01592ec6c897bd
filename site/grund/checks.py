"""House rules as system checks: a page type of ours that lacks something stops the site."""

from django.apps import apps
from django.core import checks

REQUIRED = ("parent_page_types", "subpage_types", "template", "search_fields", "api_fields", "content_panels")
FIELDS = ("lead", "content_owner", "content_owner_user", "review_date")


def page_types():
    """The concrete page types that are built on our base page; a host's own pages are not ours to judge."""
    from .models import BasePage

    return [model for model in apps.get_models() if issubclass(model, BasePage)]


def _panel_fields(panels):
    """The names of all fields that these panels and their children edit."""
    names = set()
    for panel in panels:
        if isinstance(panel, str):
            names.add(panel)
        names.add(getattr(panel, "field_name", None))
        names |= _panel_fields(getattr(panel, "children", []))
    return names


@checks.register("grund")
def check_page_types(app_configs=None, types=None, **kwargs):
    """E001: a declaration is missing. E002: no such template. E003: a field without panel. E004: no "updated"."""
    from django.template import TemplateDoesNotExist
    from django.template.loader import get_template

    found = []
    for model in page_types() if types is None else types:
        label = model._meta.label
        for name in REQUIRED:
            if name not in vars(model):
                found.append(
                    checks.Error(
                        f"{label} does not declare {name}.",
                        hint=f"Set {name} in the class itself, in the order of docs/architecture.md.",
                        obj=model,
                        id="grund.E001",
                    )
                )
        template = vars(model).get("template")
        if template:
            try:
                get_template(template)
            except TemplateDoesNotExist:
                found.append(
                    checks.Error(f"{label} names no existing template: {template}.", obj=model, id="grund.E002")
                )
        shown = _panel_fields([*model.content_panels, *model.promote_panels])
        for name in FIELDS:
            if name not in shown:
                found.append(checks.Error(f"{label} has no panel for {name}.", obj=model, id="grund.E003"))
        if not isinstance(getattr(model, "updated_on", None), property):
            found.append(checks.Error(f"{label} does not say when it was updated.", obj=model, id="grund.E004"))
    return found
