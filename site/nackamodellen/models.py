"""What any host must own itself: the user, the image and the document."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from grund.blocks.links import https_only


class User(AbstractUser):
    """A person who can sign in. The e-mail is optional, but no two users share one, whatever the case."""

    EMAIL_IS_TAKEN = _("Another user has this e-mail address already.")

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="user_email_unique_when_given",
                violation_error_message=_("Another user has this e-mail address already."),
            )
        ]

    def __str__(self):
        return self.get_full_name() or self.username

    def clean(self):
        super().clean()
        # The admin shows what is wrong with a field, not what a constraint says of the whole.
        if self.email and type(self).objects.filter(email__iexact=self.email).exclude(pk=self.pk).exists():
            raise ValidationError({"email": self.EMAIL_IS_TAKEN})


class Image(AbstractImage):
    """An uploaded picture. ``description`` is its alternative text and cannot be left out in the admin."""

    # Named anew: the stock model, which stays installed, has the same reverse names.
    tags = TaggableManager(_("tags"), blank=True, help_text=None, related_name="site_images")
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by user"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="uploaded_images",
    )

    admin_form_fields = WagtailImage.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    @property
    def default_alt_text(self):
        return self.description or self.title


class Rendition(AbstractRendition):
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class Document(AbstractDocument):
    """An uploaded file."""

    tags = TaggableManager(_("tags"), blank=True, help_text=None, related_name="site_documents")
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by user"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="uploaded_documents",
    )

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]


@register_setting(icon="cog")
class SiteSettings(BaseSiteSetting):
    """What the model manager sets for the whole site."""

    municipality = models.CharField(
        _("municipality"), max_length=100, blank=True, help_text=_("Shown under the name of the site.")
    )
    tagline = models.CharField(
        _("sentence in the footer"), max_length=200, blank=True, help_text=_("What the site is, in one sentence.")
    )
    contact_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("contact page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Where questions go. Linked from the footer and from error pages."),
    )
    teams_url = models.URLField(
        _("Teams link"),
        blank=True,
        validators=[https_only],
        help_text=_("The team about the model. Starts with https://."),
    )
    has_example_data = models.BooleanField(
        _("holds example data"), default=False, help_text=_("Shows the lasting banner about made-up data.")
    )

    panels = [
        FieldPanel("municipality"),
        FieldPanel("tagline"),
        PageChooserPanel("contact_page"),
        FieldPanel("teams_url"),
        FieldPanel("has_example_data"),
    ]

    class Meta:
        verbose_name = _("the site")
