"""Register, confirm by link, change, cancel, accept an offer."""

from dataclasses import asdict, dataclass, field
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grund import audit, outbox

from .. import mails, rules, tokens
from ..conf import setting
from ..models import AccessToken, Answer, Needs, Occasion, PendingRegistration, Registration
from ..names import norm_email
from ..refusals import AlreadyRegistered, FactsChanged, NotOpen, Refused, WouldWait
from .rows import cancel_locked, new_link, save_extras
from .seats import (
    confirm,
    give_calendar_items,
    has_free_seat,
    locked,
    next_queue_number,
    position_of,
    promote,
    take_seat,
    tell,
    token_end,
)

State = Registration.State


@dataclass
class Applicant:
    """What somebody filled in. ``answers`` is {key of the question: text}; ``person`` is None without an account."""

    name: str
    email: str
    unit: str = ""
    role_code: str = ""
    object_code: str = ""
    manager_informed: bool = False
    needs: str = ""
    answers: dict = field(default_factory=dict)
    language: str = "sv"
    suspected_machine: bool = False
    person: object = None

    @property
    def email_norm(self):
        return norm_email(self.email)


def register(
    occasion_id, applicant, *, source, by=None, accept_waiting=False, facts_version=None, form_key="", now=None
):
    """Register ``applicant``; gives the Registration, confirmed or waiting.

    ``accept_waiting``: the person agreed to wait if the course is full. ``facts_version``: of the occasion when the form was
    shown. ``form_key``: of the rendered form; a second sending gives the registration of the first. ``source``: a
    Registration.Source; LEADER and IMPORT may register until the course begins.
    Raises AlreadyRegistered, NotOpen, FactsChanged, WouldWait, Busy, Occasion.DoesNotExist.
    """
    now = now or timezone.now()
    with locked(occasion_id) as occasion:
        return register_locked(
            occasion,
            applicant,
            source=source,
            by=by,
            accept_waiting=accept_waiting,
            facts_version=facts_version,
            form_key=form_key,
            now=now,
        )


def register_locked(occasion, applicant, *, source, by, accept_waiting, facts_version, form_key, now):
    """:func:`register` in a transaction that holds the occasion already."""
    same = Q(email_norm=applicant.email_norm)
    if applicant.person is not None:
        same |= Q(person=applicant.person)
    active = ~Q(state=State.CANCELLED) & same
    known = list(
        Registration.objects.filter(
            Q(occasion=occasion) & active | Q(form_key=form_key or None, form_key__isnull=False)
        )
    )
    for registration in known:
        mine = registration.email_norm == applicant.email_norm or (
            applicant.person is not None and registration.person_id == applicant.person.pk
        )
        if mine and registration.occasion_id == occasion.pk:
            if registration.is_active and form_key and registration.form_key == form_key:
                return registration
            if registration.is_active:
                raise AlreadyRegistered(registration)
        if registration.form_key == form_key:
            form_key = ""  # somebody else's, or of one that was cancelled: it says nothing about this form
    _refuse_unless_open(occasion, source, now)
    if facts_version is not None and facts_version != occasion.facts_version:
        raise FactsChanged
    queue = Registration.objects.filter(occasion=occasion, state=State.WAITING).count()
    waits = bool(queue) or not has_free_seat(occasion)
    if waits and not accept_waiting:
        raise WouldWait(queue + 1)
    registration = Registration(
        occasion=occasion,
        person=applicant.person,
        name=applicant.name,
        email=applicant.email.strip(),
        email_norm=applicant.email_norm,
        unit=applicant.unit,
        role_code=applicant.role_code,
        object_code=applicant.object_code,
        manager_informed=applicant.manager_informed,
        language=applicant.language,
        source=source,
        registered_by=by,
        suspected_machine=applicant.suspected_machine,
        form_key=form_key or None,
        state=State.WAITING if waits else State.CONFIRMED,
        confirmed_at=None if waits else now,
        queue_number=next_queue_number(occasion) if waits else None,
    )
    registration.save(force_insert=True)
    if not waits:
        take_seat(occasion)
        give_calendar_items(registration, occasion)
    save_extras(registration, applicant.needs, applicant.answers)
    letters = mails.Letters(occasion)
    if waits:
        outbox.put(letters.waiting(registration, position=queue + 1, secret=new_link(registration, occasion)))
    else:
        outbox.put(*letters.confirmed(registration, secret=new_link(registration, occasion)))
    audit.note("registration.registered", registration.about, by=by, state=registration.state, source=source)
    tell(Registration, [registration.pk], "registered")
    return registration


def _refuse_unless_open(occasion, source, now):
    phase = rules.phase(
        occasion.status, occasion.opens_at, occasion.closing, occasion.ends_at, occasion.free, False, now
    )
    if phase in (rules.OPEN, rules.FULL):
        return
    by_leader = source in (Registration.Source.LEADER, Registration.Source.IMPORT)
    if by_leader and occasion.status in ("open", "closed") and occasion.starts_at and now < occasion.starts_at:
        return
    raise NotOpen


# --- By e-mail, confirmed by a link ------------------------------------------------------------


def request_by_email(occasion_id, applicant, *, accept_waiting=False, facts_version=None, form_key="", now=None):
    """Keep what was typed and mail a link that confirms it. Takes no seat and no queue number.

    The answer tells nothing about whether the address is registered: its owner learns that by mail. Sending the same
    form twice sends one mail. Raises NotOpen, FactsChanged, Occasion.DoesNotExist.
    """
    now = now or timezone.now()
    with transaction.atomic():
        occasion = Occasion.objects.get(pk=occasion_id)
        _refuse_unless_open(occasion, Registration.Source.EMAIL, now)
        if facts_version is not None and facts_version != occasion.facts_version:
            raise FactsChanged
        letters = mails.Letters(occasion)
        word, digest = tokens.new()
        data = asdict(applicant) | {"accept_waiting": accept_waiting, "facts_version": occasion.facts_version}
        del data["person"]
        data["answers"] = {str(key): text for key, text in applicant.answers.items()}
        same_form = PendingRegistration.objects.filter(form_key=form_key).first() if form_key else None
        if same_form is not None:
            mine = (same_form.occasion_id, same_form.email_norm) == (occasion.pk, applicant.email_norm)
            if mine and same_form.registration_id is None:  # sent again, perhaps corrected: the mail holds no data
                PendingRegistration.objects.filter(pk=same_form.pk).update(data=data)
                return
            form_key = ""  # another address was typed: that one gets a mail of its own
        try:
            with transaction.atomic():
                pending = PendingRegistration.objects.create(
                    token_hash=digest,
                    occasion=occasion,
                    email_norm=applicant.email_norm,
                    data=data,
                    form_key=form_key or None,
                    expires_at=now + timedelta(hours=setting("PENDING_HOURS")),
                )
        except IntegrityError:
            if not form_key:
                raise
            return  # the same form, sent twice in the same moment
        known = Registration.objects.filter(occasion=occasion, email_norm=applicant.email_norm).active().first()
        if known is not None:
            outbox.put(letters.already(known, pending, secret=new_link(known, occasion)))
            PendingRegistration.objects.filter(pk=pending.pk).update(data={}, registration=known)
            return
        outbox.put(mails.please_confirm(letters, pending, applicant, secret=word))


def pending_of(word, now=None):
    """The request that a link of a mail confirms; None where the link is wrong, old, or what it was about is gone."""
    return (
        PendingRegistration.objects.select_related("occasion__course", "registration")
        .filter(token_hash=tokens.digest(word), expires_at__gt=now or timezone.now())
        .first()
    )


def confirm_pending(word, *, accept_waiting=False, facts_version=None, now=None):
    """The button on the confirming page: register what was asked for. Pressing it again gives the same registration.

    Gives (Registration, word of a link to it). Raises PendingRegistration.DoesNotExist and what :func:`register` raises.
    """
    now = now or timezone.now()
    digest = tokens.digest(word)
    occasion_id = PendingRegistration.objects.values_list("occasion_id", flat=True).get(
        token_hash=digest, expires_at__gt=now
    )
    with locked(occasion_id) as occasion:
        pending = PendingRegistration.objects.get(token_hash=digest)
        if pending.registration_id is None:
            data = dict(pending.data)
            accept_waiting = data.pop("accept_waiting", False) or accept_waiting
            facts_version = facts_version or data.pop("facts_version", None)
            data.pop("facts_version", None)
            data["answers"] = {int(key): text for key, text in data["answers"].items()}
            try:
                registration = register_locked(
                    occasion,
                    Applicant(**data),
                    source=Registration.Source.EMAIL,
                    by=None,
                    accept_waiting=accept_waiting,
                    facts_version=facts_version,
                    form_key="",
                    now=now,
                )
            except AlreadyRegistered as refusal:
                registration = refusal.registration
            PendingRegistration.objects.filter(pk=pending.pk).update(registration=registration, data={})
        else:
            registration = pending.registration
        word, digest = tokens.new()
        AccessToken.objects.create(token_hash=digest, registration=registration, expires_at=token_end(occasion))
        return registration, word


def registration_of_link(word, now=None):
    """The registration that a link opens; None where the link is wrong, truncated, old or taken back."""
    token = (
        AccessToken.objects.select_related("registration__occasion__course", "registration__person")
        .filter(token_hash=tokens.digest(word), expires_at__gt=now or timezone.now())
        .first()
    )
    return token.registration if token else None


def send_links(email, language, now=None):
    """Mail somebody who lost it a link to each coming registration of the address. The caller answers the same always."""
    now = now or timezone.now()
    norm = norm_email(email)
    keys = Registration.objects.active().filter(email_norm=norm, occasion__last_day__gte=timezone.localdate(now))
    for registration in keys.select_related("occasion__course", "person__user"):
        with transaction.atomic():
            occasion = registration.occasion
            word, digest = tokens.new()
            AccessToken.objects.create(token_hash=digest, registration=registration, expires_at=token_end(occasion))
            registration.language = language  # of the page where it was asked for: for this mail only
            outbox.put(mails.Letters(occasion).lost_link(registration, language, secret=word))


# --- Changes -----------------------------------------------------------------------------------

EDITABLE = ("name", "unit", "role_code", "object_code", "manager_informed")


def edit(registration_id, *, by=None, needs=None, answers=None, now=None, **values):
    """Change what somebody said about themselves; never the address. ``needs`` None leaves them, "" removes them.

    Raises Refused for a cancelled registration or one whose course has begun.
    """
    now = now or timezone.now()
    with locked(_occasion_of(registration_id)) as occasion:
        registration = Registration.objects.get(pk=registration_id)
        _refuse_if_begun(registration, occasion, now)
        unknown = set(values) - set(EDITABLE)
        if unknown:
            raise TypeError(f"Not to be edited: {', '.join(sorted(unknown))}")
        for name, value in values.items():
            setattr(registration, name, value)
        registration.save(update_fields=list(values))
        if needs is not None:
            Needs.objects.filter(registration=registration).delete()
        if answers is not None:
            Answer.objects.filter(registration=registration, question_id__in=answers).delete()
        save_extras(registration, needs or "", answers or {})
        audit.note("registration.edited", registration.about, by=by, fields=sorted(values))
        tell(Registration, [registration.pk], "edited")
        return registration


def _occasion_of(registration_id):
    return Registration.objects.values_list("occasion_id", flat=True).get(pk=registration_id)


def _refuse_if_begun(registration, occasion, now):
    if not registration.is_active:
        raise Refused(_("The registration is cancelled. Register again if you want to come."))
    if occasion.starts_at is not None and occasion.starts_at <= now:
        raise Refused(_("The course has begun, so the registration can no longer be changed here."))


def cancel(registration_id, *, by=None, cancelled_by=Registration.CancelledBy.SELF, now=None):
    """Cancel a registration; its seat passes on in the same transaction. Cancelling twice does nothing the second time.

    Raises Refused once the course has begun, and Busy.
    """
    now = now or timezone.now()
    with locked(_occasion_of(registration_id)) as occasion:
        registration = Registration.objects.get(pk=registration_id)
        if not registration.is_active:
            return registration
        _refuse_if_begun(registration, occasion, now)
        letters = mails.Letters(occasion)
        outgoing = cancel_locked([registration], occasion, letters, cancelled_by, now)
        outgoing += letters.of_promoted(promote(occasion, now), new_link)
        outbox.put(*outgoing)
        audit.note("registration.cancelled", registration.about, by=by, cancelled_by=str(cancelled_by))
        tell(Registration, [registration.pk], "cancelled")
        return registration


def accept_offer(registration_id, *, by=None, now=None):
    """Take the seat that is held for somebody. Accepting twice does nothing the second time.

    Raises Refused when the offer has run out or there is none.
    """
    now = now or timezone.now()
    with locked(_occasion_of(registration_id)) as occasion:
        registration = Registration.objects.get(pk=registration_id)
        if registration.state == State.CONFIRMED:
            return registration
        # An offer may have outlived a beginning that was moved forward.
        begun = occasion.starts_at is not None and occasion.starts_at <= now
        if registration.state != State.OFFERED or registration.offered_until <= now or begun:
            raise Refused(_("The offer has run out, so the seat is no longer yours."))
        registration.version += 1
        confirm(registration, occasion, now)
        outbox.put(*mails.Letters(occasion).confirmed(registration, secret=new_link(registration, occasion)))
        audit.note("registration.accepted", registration.about, by=by)
        tell(Registration, [registration.pk], "confirmed")
        return registration


def expire_offers(now=None):
    """Pass on seats whose offers have run out. Returns how many ran out. A job of the worker."""
    now = now or timezone.now()
    due = Registration.objects.filter(state=State.OFFERED, offered_until__lte=now)
    count = 0
    for occasion_id in set(due.values_list("occasion_id", flat=True)):
        with locked(occasion_id) as occasion:
            letters = mails.Letters(occasion)
            expired = list(due.filter(occasion=occasion))
            outgoing = cancel_locked(expired, occasion, letters, Registration.CancelledBy.OFFER, now)
            for registration in expired:
                audit.note("registration.offer_expired", registration.about)
            count += len(expired)
            outgoing += letters.of_promoted(promote(occasion, now), new_link)
            outbox.put(*outgoing)
            tell(Occasion, [occasion.pk], "offers")
    return count


__all__ = [
    "Applicant",
    "accept_offer",
    "cancel",
    "confirm_pending",
    "edit",
    "expire_offers",
    "pending_of",
    "position_of",
    "register",
    "registration_of_link",
    "request_by_email",
    "send_links",
]
