"""Who is who on the pages of leaders, and their addresses."""

from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from personer.services import person_for


def give(user, *codenames):
    """The user with rights of the training app, asked afresh."""
    user.user_permissions.add(*Permission.objects.filter(content_type__app_label="utbildning", codename__in=codenames))
    return type(user).objects.get(pk=user.pk)


def make_leader(occasion, django_user_model, name="ledare"):
    """A user who leads the occasion."""
    user = django_user_model.objects.create_user(name, f"{name}@example.org", "lösenord-för-test")
    occasion.leader = person_for(user)
    type(occasion).objects.filter(pk=occasion.pk).update(leader=occasion.leader)
    return user


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def url(name, occasion=None, language="en", **kwargs):
    """The address of a page; in English, so that a test can name the sentences as the code does."""
    with override(language):
        return reverse(f"anmalan:{name}", kwargs={**({"pk": occasion.pk} if occasion else {}), **kwargs})
