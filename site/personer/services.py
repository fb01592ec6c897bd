"""Verbs about people."""

from django.db import IntegrityError, transaction

from .models import Person


def person_for(user):
    """The Person of a signed-in user, made from the account the first time; None for somebody who is not signed in.

    The account's address is taken over unless another person has it: then that person is this user, if no
    other account is linked to it, and else the new person stays without an address.
    """
    if not user.is_authenticated:
        return None
    found = Person.objects.filter(user=user).first()
    if found is not None:
        found.user = user  # known already: whoever looks for the account asks nothing
        return found
    email = (user.email or "").strip() or None
    with transaction.atomic():
        if email:
            known = Person.objects.select_for_update().filter(email__iexact=email).first()
            if known is not None and known.user_id is None:
                known.user = user
                known.save(update_fields=["user"])
                return known
            if known is not None:
                email = None
        try:
            with transaction.atomic():
                return Person.objects.create(
                    user=user, email=email, display_name=(user.get_full_name() or user.get_username())[:150]
                )
        except IntegrityError:  # made by another request in the same moment
            return Person.objects.get(user=user)
