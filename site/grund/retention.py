"""What is too old goes: the rules that apps give, the protocol of what they removed, and holds that stop them."""

from django.db import transaction
from django.utils import timezone

from . import audit
from .about import prefix
from .contributions import given
from .models import RetentionHold, RetentionRecord


class RetentionError(RuntimeError):
    """Some rules could not be kept; ``failed`` says which, ``removed`` what the others did."""

    def __init__(self, failed, removed):
        super().__init__("; ".join(f"{name}: {error}" for name, error in failed.items()))
        self.failed, self.removed = failed, removed


class _DryRun(Exception):
    pass


def _account(user):
    return user if getattr(user, "is_authenticated", False) else None


@transaction.atomic
def hold(about, reason, by):
    """Keep everything below ``about`` from being removed until it is lifted. Returns the hold."""
    made = RetentionHold.objects.create(about=prefix(about), reason=reason, created_by=_account(by))
    audit.note("retention.held", made.about, by=by)
    return made


@transaction.atomic
def lift(about, by):
    """Lift the holds on exactly ``about``. Returns how many there were."""
    about = prefix(about)
    in_force = RetentionHold.objects.filter(about=about, lifted_at__isnull=True)
    lifted = in_force.update(lifted_at=timezone.now(), lifted_by=_account(by))
    if lifted:
        audit.note("retention.lifted", about, by=by)
    return lifted


def held():
    """The beginnings of all references that a hold in force is about, in order."""
    in_force = RetentionHold.objects.filter(lifted_at__isnull=True)
    return sorted(set(in_force.values_list("about", flat=True)))


def not_held(queryset, field="about"):
    """The rows whose ``field`` begins with no reference that is held."""
    for about in held():
        queryset = queryset.exclude(**{f"{field}__startswith": about})
    return queryset


def apply(dry_run=False):
    """Let each rule remove what is too old, in a transaction of its own. Returns {rule: how many}.

    A dry run does all of it and rolls it back. One that fails keeps no other from running; RetentionError, raised
    at the end, names them. The error's text is left out: it may quote what was to be removed.
    """
    now, removed, failed = timezone.now(), {}, {}
    for rule in given("retention"):
        try:
            before = now - rule.keep
            with transaction.atomic():
                removed[rule.name] = rule.purge(before)
                if dry_run:
                    raise _DryRun
                if removed[rule.name]:
                    RetentionRecord.objects.create(
                        rule=rule.name, ran_at=now, before=before, removed=removed[rule.name], decision=rule.decision
                    )
        except _DryRun:
            pass
        except Exception as error:
            removed.pop(rule.name, None)
            failed[rule.name] = type(error).__name__
    if failed:
        raise RetentionError(failed, removed)
    return removed
