"""What is taken along when our apps are removed: every page and record as JSON, one file for each kind."""

import json
import os
from pathlib import Path

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from wagtail.models import PageViewRestriction, Revision

from .removal import installed, our_pages, record_models

# Counters and leases, of no use to anybody.
_MACHINERY = {
    "grund.ScheduledJob", "grund.ThrottleCounter", "headless.ContentChange", "headless.PublicPage",
    "headless.PublicRedirect", "headless.WebhookFeed", "utbildning.AccessToken",
}  # fmt: skip
# Words that open something; they are worth nothing once the apps are gone, and much to whoever finds the file before.
_SECRET = ("secret", "digest", "token")


class ExportError(Exception):
    """Why nothing can be written there, in a sentence."""


def _open_fields(model):
    return [field.name for field in model._meta.concrete_fields if not any(word in field.name for word in _SECRET)]


def _write(folder, name, rows, fields):
    """One file that only its owner may read. Returns how many rows it holds."""
    text = serializers.serialize("json", rows, indent=1, ensure_ascii=False, fields=fields)
    _write_text(folder / f"{name}.json", text)
    return len(json.loads(text))


def _write_text(file, text):
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
        stream.write(text + "\n")


def prepare_folder(place):
    """An empty folder that only its owner may read. Raises ExportError where there is none."""
    folder = Path(place)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise ExportError(f"The folder {folder} is not empty. Name another.")
        folder.chmod(0o700)  # one that was there may be open to others
        probe = folder / ".probe"
        probe.touch()
        probe.unlink()
    except (OSError, ValueError) as error:
        raise ExportError(f"Nothing can be written to {folder}: {error}.") from error
    return folder


def export(folder):
    """Write everything of ours into an empty folder. Returns {file without its ending: number of rows}."""
    pages = our_pages()
    keys = [str(key) for key in pages.values_list("pk", flat=True)]
    written = {"wagtailcore.page": _write(folder, "wagtailcore.page", pages, None)}
    kinds = {page.specific_class for page in pages if page.specific_class}
    for kind in sorted(kinds, key=lambda kind: kind._meta.label):
        written[kind._meta.label_lower] = _write(
            folder, kind._meta.label_lower, kind._base_manager.order_by("pk"), None
        )
    texts = Revision.objects.filter(base_content_type__app_label="wagtailcore", object_id__in=keys).order_by("pk")
    written["wagtailcore.revision"] = _write(folder, "wagtailcore.revision", texts, None)
    limits = PageViewRestriction.objects.filter(page__in=pages).order_by("pk")
    limits_fields = [*(field for field in _open_fields(PageViewRestriction) if field != "password"), "groups"]
    written["wagtailcore.pageviewrestriction"] = _write(
        folder, "wagtailcore.pageviewrestriction", limits, limits_fields
    )
    for model in record_models():
        label = model._meta.label
        if label not in _MACHINERY and (rows := model._base_manager.order_by("pk")).exists():
            written[label.lower()] = _write(folder, label.lower(), rows, _open_fields(model))
    about = {"made": timezone.now(), "apps": installed(), "rows": written}
    _write_text(folder / "about.json", json.dumps(about, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
    return written
