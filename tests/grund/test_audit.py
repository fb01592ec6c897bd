"""The audit log can be added to, and nothing else."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from grund import audit
from grund.models import AuditEvent
from grund.models.audit import AppendOnlyError
from grund.signals import changed


@pytest.mark.django_db
class TestAudit:
    def test_who_did_what_to_what(self):
        user = get_user_model().objects.create_user("anna", "anna@example.org", "x")
        audit.note("registration.cancelled", "a/5/b/1", by=user, as_role="leader", seats=1, day=date(2027, 3, 26))
        event = AuditEvent.objects.get()
        assert (event.by, event.as_role, event.action, event.about) == (
            user,
            "leader",
            "registration.cancelled",
            "a/5/b/1/",
        )
        assert event.details == {"seats": 1, "day": "2027-03-26"}

    @pytest.mark.parametrize("nobody", [None, AnonymousUser()])
    def test_nobody_who_was_signed_in(self, nobody):
        assert audit.note("x", "a/", by=nobody).by is None

    def test_what_was_noted_stays(self):
        event = audit.note("x", "a/")
        event.action = "y"
        for change in (
            event.save,
            event.delete,
            AuditEvent.objects.all().delete,
            lambda: AuditEvent.objects.update(action="y"),
            lambda: AuditEvent.objects.bulk_update([event], ["action"]),
            lambda: AuditEvent.objects.update_or_create(pk=event.pk, defaults={"action": "y"}),
        ):
            with pytest.raises(AppendOnlyError):
                change()
        assert AuditEvent.objects.get().action == "x"

    def test_a_user_who_is_deleted_leaves_the_line(self):
        user = get_user_model().objects.create_user("anna", "anna@example.org", "x")
        audit.note("x", "a/", by=user)
        user.delete()
        assert AuditEvent.objects.get().by is None

    def test_what_is_rolled_back_was_never_done(self):
        with transaction.atomic():
            audit.note("x", "a/")
            transaction.set_rollback(True)
        assert not AuditEvent.objects.exists()


@pytest.mark.pure
def test_receivers_hear_what_changed():
    heard = []

    def receiver(sender, pks, what, **_):
        heard.append((sender, pks, what))

    changed.connect(receiver)
    try:
        changed.send(sender=AuditEvent, pks=[1], what="noted")
    finally:
        changed.disconnect(receiver)
    assert heard == [(AuditEvent, [1], "noted")]
