"""Whether a certificate is valid: yes or no, and nothing about whom."""

from django.utils.translation import gettext as _

from ..models import CourseRecord
from .common import show
from .links import guards, secret

GROUP = 4
SCOPE = "utbildning.verify"  # whoever mistypes numbers is kept from no link


def tidied(number):
    """The number as it is stored, however it was typed: "abcd 2345" and "ABCD-2345" are the same."""
    signs = "".join(sign for sign in number.upper() if sign.isascii() and sign.isalnum())[:40]
    return "-".join(signs[start : start + GROUP] for start in range(0, len(signs), GROUP))


@secret
def verify(request, number):
    """One answer for a certificate that is valid, and one for what is unknown, taken back or never was one."""

    def find():
        return CourseRecord.objects.valid().filter(number=tidied(number), gives_certificate=True).first()

    record, refusal = guards(request, find, SCOPE)
    if record is not None:
        return show(request, "verify", {"title": _("The certificate is valid")})
    if refusal.status_code == 404:
        return show(request, "verify", {"title": _("The certificate is not valid")}, status=404)
    return refusal
