"""A picture or document that something uses is not deleted, whichever way was taken."""

from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex


def refuse_if_used(instance, **kwargs):
    """Like a foreign key that protects, but also for what streams and rich text name. See ProtectedRowMiddleware."""
    used = ReferenceIndex.get_references_to(instance)
    if used.exists():
        raise ProtectedError(f"{instance} is used and cannot be deleted.", set(used))


def keep_used_files():
    for model in (get_image_model(), get_document_model()):
        pre_delete.connect(refuse_if_used, sender=model, dispatch_uid=f"nackamodellen.files.{model._meta.label}")
