"""Tell me about new dates: one mail when a date can be registered for, then the wish is gone."""

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from grund import outbox
from grund.visitors import Visitor

from .. import mails, tokens
from ..models import NewDateWish, Occasion, Registration
from ..names import norm_email
from .seats import has_free_seat


@transaction.atomic
def wish(course, email, *, language, confirmed, now=None):
    """Keep a wish. ``confirmed``: the address is the account's own; else a link that confirms it is mailed.

    The same answer whether there was a wish already or not.
    """
    now = now or timezone.now()
    norm = norm_email(email)
    if NewDateWish.objects.filter(course=course, email_norm=norm, confirmed_at__isnull=False).exists():
        return
    word, digest = tokens.new()
    try:
        with transaction.atomic():
            made = NewDateWish.objects.create(
                course=course,
                email=email.strip(),
                email_norm=norm,
                language=language,
                token_hash=digest,
                confirmed_at=now if confirmed else None,
            )
    except IntegrityError:  # the same wish, in the same moment
        return
    if not confirmed:
        outbox.put(mails.confirm_wish(made, secret=word))


def wish_of(word):
    """The wish that a link is about, or None."""
    return NewDateWish.objects.select_related("course").filter(token_hash=tokens.digest(word)).first()


@transaction.atomic
def confirm_wish(word, now=None):
    """The button on the confirming page. Gives the wish, or None where the link is no longer good."""
    found = NewDateWish.objects.select_for_update().filter(token_hash=tokens.digest(word)).first()
    if found is None or found.confirmed_at is not None:
        return found
    same = NewDateWish.objects.filter(course=found.course, email_norm=found.email_norm, confirmed_at__isnull=False)
    if not same.exists():
        try:
            with transaction.atomic():
                found.confirmed_at = now or timezone.now()
                found.save(update_fields=["confirmed_at"])
            return found
        except IntegrityError:  # another link of the same address, in the same moment
            pass
    found.delete()
    return same.first()


@transaction.atomic
def withdraw(word):
    """Take a wish back. Doing it twice does nothing the second time."""
    NewDateWish.objects.filter(token_hash=tokens.digest(word)).delete()


def wishes_of(email):
    """The confirmed wishes of an address; none of no address."""
    return NewDateWish.objects.filter(email_norm=norm_email(email), confirmed_at__isnull=False).exclude(email_norm="")


@transaction.atomic
def withdraw_own(pk, email):
    """Take back a wish of the address, which an account has. Gives whether there was such a wish."""
    return bool(wishes_of(email).filter(pk=pk).delete()[0])


def answer_wishes(now=None):
    """Mail those whose course has got a date since they asked that can be registered for. Returns how many. A job of
    the worker."""
    now = now or timezone.now()
    count = 0
    wished = NewDateWish.objects.filter(confirmed_at__isnull=False)
    anybody = Visitor()
    for key in set(wished.values_list("course__translation_key", flat=True)):
        letters = [mails.Letters(row) for row in _open_occasions(key, now) if _has_room(row)]
        if not letters:
            continue
        with transaction.atomic():
            rows = wished.filter(course__translation_key=key).select_related("course").select_for_update(of=("self",))
            answers = {}
            for row in rows:
                new = next((one for one in letters if available_since(one.occasion) > row.created_at), None)
                if new is not None and (anybody.may_see(row.course) or _has_account(row.email)):
                    answers[row.pk] = mails.new_date(new, row)
            outbox.put(*answers.values())
            NewDateWish.objects.filter(pk__in=answers).delete()
            count += len(answers)
    return count


def available_since(occasion):
    """Since when an occasion can be registered for."""
    return max(moment for moment in (occasion.first_opened_at, occasion.opens_at, occasion.created_at) if moment)


def _open_occasions(key, now):
    is_open = Q(status=Occasion.Status.OPEN) & (Q(opens_at__isnull=True) | Q(opens_at__lte=now))
    not_closed = Q(closes_at__isnull=True) | Q(closes_at__gt=now)
    rows = Occasion.objects.filter(is_open & not_closed, course__translation_key=key, course__live=True)
    return rows.filter(first_day__gt=timezone.localdate(now)).order_by("first_day")


def _has_room(occasion):
    return has_free_seat(occasion) and not Registration.objects.filter(occasion=occasion).waiting().exists()


def _has_account(email):
    """Whether the address is that of an account: who has one may hear of a course whose page is closed to others."""
    return get_user_model().objects.filter(email__iexact=email.strip(), is_active=True).exists()
