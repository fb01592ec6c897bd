from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from grund.contributions import gives
from grund.shapes import RetentionRule


def purge_messages(before):
    """Remove accessibility messages received before ``before``. Returns how many."""
    from .models import ContactMessage

    return ContactMessage.objects.filter(created_at__lt=before).delete()[0]


@gives("retention")
def retention():
    return [
        RetentionRule(
            name="sidor.contact_messages",
            keep=timedelta(days=365),
            purge=purge_messages,
            reason=_("Messages about accessibility are answered within a year."),
        )
    ]
