"""The site's own users, and the order of its first migrations."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import CreateModel
from django.utils.translation import gettext, override

User = get_user_model()


@pytest.mark.django_db
@pytest.mark.parametrize("second", ["kim@example.org", "KIM@Example.ORG"])
def test_no_two_users_share_an_address_whatever_its_case(second):
    User.objects.create_user("kim", "kim@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("robin", second)
    with override("en"), pytest.raises(ValidationError, match="Another user has this e-mail address already"):
        User(username="robin", email=second, password="x").full_clean()


@pytest.mark.django_db
def test_several_users_may_have_no_address():
    for name in ("kim", "robin", "sam"):
        User.objects.create_user(name)
    assert User.objects.filter(email="").count() == 3


@pytest.mark.django_db
def test_the_user_name_is_kept_and_is_what_one_signs_in_with(client):
    User.objects.create_user("kim", "kim@example.org", "ett-långt-lösenord")
    assert User.USERNAME_FIELD == "username"
    assert client.login(username="kim", password="ett-långt-lösenord")
    assert not client.login(username="kim@example.org", password="ett-långt-lösenord")


@pytest.mark.django_db
def test_an_address_that_is_taken_gets_a_sentence_in_the_admin(as_user):
    User.objects.create_user("kim", "kim@example.org")
    data = {
        "username": "robin",
        "email": "KIM@example.org",
        "first_name": "Robin",
        "last_name": "Exempel",
        "password1": "ett-långt-lösenord",
        "password2": "ett-långt-lösenord",
    }
    response = as_user("admin").post("/admin/users/new/", data)
    assert response.status_code == 200
    assert not User.objects.filter(username="robin").exists()
    assert gettext("Another user has this e-mail address already.") in response.content.decode()


@pytest.fixture(scope="module")
def migrations():
    """{name: migration} of the site's own app."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return {name: found for (app, name), found in loader.disk_migrations.items() if app == "nackamodellen"}


def created(migration):
    return {operation.name for operation in migration.operations if isinstance(operation, CreateModel)}


@pytest.mark.pure
def test_the_first_migration_holds_the_user_alone_and_needs_auth_only(migrations):
    first = migrations["0001_initial"]
    assert created(first) == {"User"}
    assert {app for app, _name in first.dependencies} == {"auth"}


@pytest.mark.pure
def test_images_and_documents_come_second(migrations):
    second = migrations["0002_media"]
    assert created(second) == {"Image", "Rendition", "Document"}
    assert ("nackamodellen", "0001_initial") in second.dependencies


@pytest.mark.pure
def test_the_two_are_never_squashed(migrations):
    assert not any(migration.replaces for migration in migrations.values())


@pytest.mark.django_db
def test_the_constraint_stands_in_the_database():
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, User._meta.db_table)
    assert "user_email_unique_when_given" in found
