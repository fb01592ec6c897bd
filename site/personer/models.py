"""The organisation and its people. A person may exist before the first log-in."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class OrganisationUnit(models.Model):
    """A part of the organisation. Units form a tree by ``parent``."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("Municipality")
        COMMITTEE = "committee", _("Committee")
        DEPARTMENT = "department", _("Department")
        UNIT = "unit", _("Unit")
        COMPANY = "company", _("Company")
        EXTERNAL = "external", _("External")

    name = models.CharField(_("name"), max_length=200, help_text=_("As it is written on the municipality's website."))
    code = models.CharField(
        _("code"), max_length=20, unique=True, help_text=_("A short code that never changes, for example DIGI.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.UNIT, help_text=_("What it is."))
    parent = models.ForeignKey(
        "self",
        verbose_name=_("belongs to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        help_text=_("The unit above this one."),
    )
    active = models.BooleanField(_("active"), default=True, help_text=_("Untick when the unit no longer exists."))

    class Meta:
        verbose_name = _("organisation unit")
        verbose_name_plural = _("organisation units")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def clean(self):
        seen, above = {self.pk}, self.parent
        while above is not None:
            if above.pk in seen:
                raise ValidationError({"parent": _("A unit cannot belong to itself or to a unit below it.")})
            seen.add(above.pk)
            above = above.parent


class Person(models.Model):
    """Somebody who holds roles or takes part in courses, with or without an account."""

    display_name = models.CharField(_("name"), max_length=150, help_text=_("First name and surname."))
    # Null, not empty, where there is none: two people without an address do not collide.
    email = models.EmailField(_("e-mail"), null=True, blank=True, help_text=_("The work address."))
    job_title = models.CharField(_("title"), max_length=150, blank=True, help_text=_("Title at work."))
    unit = models.ForeignKey(
        OrganisationUnit,
        verbose_name=_("unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
        help_text=_("Where the person works."),
    )
    phone = models.CharField(_("telephone"), max_length=40, blank=True, help_text=_("Work number."))
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="person",
        help_text=_("The account the person signs in with, once there is one."),
    )
    is_example = models.BooleanField(_("made-up person"), default=False, help_text=_("Belongs to the example data."))
    active = models.BooleanField(_("active"), default=True, help_text=_("Untick when the person has left."))

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["display_name"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="person_email_unique",
                violation_error_message=_("Another person has this e-mail address already."),
            )
        ]

    def __str__(self):
        return self.display_name

    @property
    def account_email(self):
        """The address that the account of this person has; "" without one. What stands in ``email`` somebody wrote about
        the person: it proves nothing."""
        return (self.user.email or "").strip() if self.user_id else ""

    def clean(self):
        self.email = self.email or None
        # The admin shows what is wrong with a field, not what a constraint says of the whole.
        if self.email and type(self).objects.filter(email__iexact=self.email).exclude(pk=self.pk).exists():
            raise ValidationError({"email": _("Another person has this e-mail address already.")})
