from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin


class PublishedSnippet(LockableMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """A translatable record with draft, history and a ``uid`` that its translations share and nothing changes."""

    uid = models.SlugField(
        _("uid"),
        max_length=60,
        allow_unicode=False,
        validators=[RegexValidator(r"^[a-z0-9-]+$", _("Use a–z, 0–9 and hyphens."))],
        help_text=_("A short name in a–z for links and references. Never changed once it is used."),
    )

    class Meta(TranslatableMixin.Meta):
        abstract = True
        # Never unique alone: a translation carries its source's uid.
        unique_together = [("translation_key", "locale"), ("uid", "locale")]

    def clean(self):
        super().clean()
        # The form has no field for the language, so Django leaves the pair of uid and language unchecked.
        same = type(self)._default_manager.filter(uid=self.uid, locale_id=self.locale_id).exclude(pk=self.pk)
        if self.uid and self.locale_id and same.exists():
            raise ValidationError({"uid": _("This short name is taken. Choose another.")})

    publishing_panels = [PublishingPanel()]
    uid_panel = FieldPanel("uid")

    @property
    def updated_on(self):
        moment = self.last_published_at or self.first_published_at
        return timezone.localdate(moment) if moment else None
