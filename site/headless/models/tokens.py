"""Words by which somebody reads through the content interface what the groups of an account may see."""

import hmac
import secrets
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

BEGINNING = "nmr"  # so that a token that has leaked is recognised for what it is


def digest_of(secret):
    """What is stored of a secret. It is random and long, so one round is enough."""
    return sha256(secret.encode()).hexdigest()


class ReaderToken(models.Model):
    """Lets a program read as one account reads: published content, as far as the account's groups may see it.

    The token itself is shown once and not kept. ``prefix`` is its public part, by which it is found and named."""

    name = models.CharField(
        _("name"), max_length=100, help_text=_("What reads with it, for example Stadshusets skärm.")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reads as"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("What this account's groups may see is given out. Use an account of its own for each system."),
    )
    prefix = models.CharField(_("begins with"), max_length=12, unique=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    expires_at = models.DateTimeField(
        _("valid until"), null=True, blank=True, help_text=_("Empty: until it is revoked.")
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, editable=False)

    class Meta:
        verbose_name = _("reader token")
        verbose_name_plural = _("reader tokens")
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.name} ({BEGINNING}_{self.prefix}…)"

    def renew(self):
        """Make the secret and return the whole token: the only time that it is known."""
        secret = secrets.token_urlsafe(32)
        self.prefix, self.digest = secrets.token_hex(6), digest_of(secret)
        return f"{BEGINNING}_{self.prefix}_{secret}"

    @property
    def is_valid(self):
        over = self.expires_at is not None and self.expires_at <= timezone.now()
        return self.revoked_at is None and not over and self.user.is_active

    @classmethod
    def of(cls, text):
        """The valid token that ``text`` is, with its user and the user's groups at hand; or None. Two queries."""
        parts = text.split("_", 2)
        if len(parts) != 3 or parts[0] != BEGINNING or not parts[1].isalnum() or len(parts[1]) > 12:
            return None
        if not text.isascii():
            return None
        found = cls.objects.filter(prefix=parts[1]).select_related("user").prefetch_related("user__groups").first()
        matches = hmac.compare_digest(found.digest if found else "", digest_of(parts[2]))
        return found if matches and found.is_valid else None
