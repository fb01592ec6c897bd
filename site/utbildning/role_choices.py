"""What may be said of somebody's role: those of the model, and another one."""

from django.utils.translation import gettext_lazy as _

from personer.roles import ROLE_CHOICES

OTHER_ROLE = "other"
CHOICES = [*ROLE_CHOICES, (OTHER_ROLE, _("Another role"))]


def role_label(code):
    """The role's name; a code that is no longer among them stands for itself."""
    return str(dict(CHOICES).get(code, code))
