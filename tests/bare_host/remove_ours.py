"""Run by test_removal.py in a process of its own: everything of ours is removed from somebody else's site.

Prints "done" at the end; anything that is not as it should be is an AssertionError.
"""

import json
import re
import sys
from datetime import time, timedelta
from io import StringIO
from pathlib import Path

import django

django.setup()

from django.core.management import CommandError, call_command  # noqa: E402
from django.db import connection  # noqa: E402

call_command("migrate", verbosity=0)

from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.models import Group, Permission  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.db.migrations.recorder import MigrationRecorder  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.contrib.redirects.models import Redirect  # noqa: E402
from wagtail.models import Locale, Page, ReferenceIndex, Revision, Site  # noqa: E402

from grund.models import OutboxMail  # noqa: E402
from headless.models import ReaderToken, WebhookEndpoint  # noqa: E402
from objektsidor.models import ObjectIndexPage, ObjectPage  # noqa: E402
from personer.models import OrganisationUnit, Person  # noqa: E402
from tests.bare_host.hostpages.models import HostPage, Note, Tip  # noqa: E402
from utbildning.models import CourseIndexPage, CoursePage, Registration  # noqa: E402
from utbildning.services import occasions, registrations  # noqa: E402

folder = Path(sys.argv[1])
site = Site.objects.get(is_default_site=True)
root = site.root_page
user = get_user_model().objects.create_superuser("root", "root@example.org", "lösenord")


def command(*words):
    """What the command prints, and the sentence that it ends with where it refuses."""
    out = StringIO()
    try:
        call_command("remove_nackamodellen", *words, stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def refused(words, *arguments):
    before = (Page.objects.count(), Registration.objects.count())
    _printed, sentence = command(*(arguments or ("--noinput", "--export", str(folder / "unused"))))
    assert words in sentence, sentence
    assert (Page.objects.count(), Registration.objects.count()) == before


# --- A site in use: the host's pages beside ours, and something of everything ---
objects = root.add_child(instance=ObjectIndexPage(title="Objekt", slug="objekt", content_owner="Vi"))
page = objects.add_child(instance=ObjectPage(title="Lärande", slug="larande", content_owner="Vi", code="LAR"))
page.title = "Lärande och utveckling"
page.save_revision(user=user)
objects.add_child(instance=ObjectPage(title="Utkast", slug="utkast", content_owner="Vi", code="UTK", live=False))
english = Locale.objects.create(language_code="en")
root.copy_for_translation(english)
objects.copy_for_translation(english)
courses = root.add_child(instance=CourseIndexPage(title="Kurser", slug="kurser", content_owner="Vi"))
course = courses.add_child(
    instance=CoursePage(title="Grundkurs", slug="grundkurs", content_owner="Vi", audience="Alla", length="En dag")
)
unit = OrganisationUnit.objects.create(name="Kommunen", code="K")
OrganisationUnit.objects.create(name="Skolan", code="S", parent=unit)
person = Person.objects.create(display_name="Åsa Öberg", unit=unit, user=user)
first = timezone.localdate() + timedelta(days=40)
occasion = occasions.create(
    course, [(first, time(9), time(16))], seats=2, status="open", place="Rådhuset", leader=person
)
applicant = registrations.Applicant(name="Åsa Öberg", email="asa@example.org")
registrations.register(occasion.pk, applicant, source=Registration.Source.LEADER, accept_waiting=True)
WebhookEndpoint.objects.create(name="A", url="https://hooks.example.org/in")
token = ReaderToken(name="Skärm", user=user)
token.renew()
token.save()
mine = root.add_child(instance=HostPage(title="Värdens sida", slug="egen"))
mine.body = f'<p><a linktype="page" id="{page.pk}">Lärande</a></p>'
mine.save_revision().publish()
Redirect.objects.create(old_path="/gammal", redirect_page=page)
group = Group.objects.create(name="Redaktörer")
group.permissions.set(Permission.objects.filter(codename__in=["view_participants", "change_group"]))
assert ReferenceIndex.objects.filter(to_object_id=str(page.pk)).exists()
assert OutboxMail.objects.exists()

# --- What is in the way is named, and nothing happens ---
below = page.add_child(instance=HostPage(title="Under vår", slug="under"))
refused(f"Pages of your own lie below ours: Under vår ({below.pk}). Move them first.")
below.move(root, pos="last-child")
site.root_page = courses
site.save()
refused("The page Kurser is the start page of the site")
site.root_page = root
site.save()
tip = Tip.objects.create(page=course)
refused("These would be deleted with our pages: tip")
tip.page, tip.kept = root, course
tip.save()
refused("tip")
tip.kept = None
tip.save()
note = Note.objects.create(about=ContentType.objects.get_for_model(CoursePage))
refused("1 rows of hostpages.Note are about kinds of ours and would be deleted.")
note.about = ContentType.objects.get_for_model(HostPage)
note.save()
(folder / "full").mkdir()
(folder / "full/a").touch()
refused("is not empty", "--noinput", "--export", str(folder / "full"))
refused("Nothing can be written", "--noinput", "--export", str(folder / "full/a"))
refused("Nothing can be written", "--noinput", "--export", "a\0b")
for number, (answer, words) in enumerate(
    [("", "Nobody answered"), ("yes\n", "Nothing was deleted"), ("\n", "Nothing was")]
):
    sys.stdin = StringIO(answer)
    refused(words, "--export", str(folder / f"asked{number}"))
printed, sentence = command("--dry-run")
assert not sentence, sentence
for number, label in [
    (2, "objektsidor.ObjectPage"),
    (2, "objektsidor.ObjectIndexPage"),
    (1, "utbildning.Registration"),
]:
    assert re.search(rf"^ +{number}  .+ \({label}\)$", printed, re.MULTILINE), printed
assert CoursePage.objects.count() == 1
assert f"{OutboxMail.objects.count()} mails have not been sent" in printed, printed
assert "1 people are registered for dates to come" in printed, printed


class Meanwhile(StringIO):
    """Somebody comes while the question waits."""

    def readline(self, *words):
        Person.objects.create(display_name="Ny", unit=unit)
        return "remove\n"


sys.stdin = Meanwhile()
printed, sentence = command("--export", str(folder / "meanwhile"))
assert "Something came or went meanwhile" in sentence, sentence
assert "Nothing was deleted" in sentence
assert Person.objects.filter(display_name="Ny").exists()

# --- Then it all goes ---
host_pages = set(HostPage.objects.values_list("title", flat=True))
users = get_user_model().objects.count()
(folder / "files").mkdir(mode=0o755)
sys.stdin = StringIO("remove\n")
printed, sentence = command("--export", str(folder / "files"))
assert not sentence, sentence
assert "Now take headless, utbildning, objektsidor, personer, grund out of INSTALLED_APPS" in printed, printed


def exported(name):
    return [row["fields"] for row in json.loads((folder / "files" / f"{name}.json").read_text(encoding="utf-8"))]


assert {row["code"] for row in exported("objektsidor.objectpage")} == {"LAR", "UTK"}
assert "Lärande och utveckling" in [row["content"]["title"] for row in exported("wagtailcore.revision")]
assert [row["name"] for row in exported("utbildning.registration")] == ["Åsa Öberg"]
assert {row["display_name"] for row in exported("personer.person")} >= {"Åsa Öberg"}
everything = "".join(file.read_text(encoding="utf-8") for file in (folder / "files").iterdir())
assert "whsec_" not in everything
assert token.digest not in everything
assert json.loads((folder / "files/about.json").read_text())["rows"]["utbildning.registration"] == 1
assert {oct(file.stat().st_mode)[-3:] for file in (folder / "files").iterdir()} == {"600"}
assert oct((folder / "files").stat().st_mode)[-3:] == "700"
assert Note.objects.count() == 1

OURS = ("grund", "personer", "objektsidor", "utbildning", "headless")
assert [name for name in connection.introspection.table_names() if name.startswith(OURS)] == []
assert not [label for label, _name in MigrationRecorder(connection).applied_migrations() if label in OURS]
assert not ContentType.objects.filter(app_label__in=OURS).exists()
assert [permission.codename for permission in group.permissions.all()] == ["change_group"]
assert set(HostPage.objects.values_list("title", flat=True)) == host_pages == {"Värdens sida", "Under vår"}
assert Page.find_problems() == ([], [], [], [], [])
assert get_user_model().objects.count() == users
left = {int(key) for key in Revision.objects.values_list("object_id", flat=True)}
assert mine.pk in left <= set(Page.objects.values_list("pk", flat=True))
assert not ReferenceIndex.objects.filter(to_object_id=str(page.pk)).exists()
connection.check_constraints()
printed, sentence = command("--noinput", "--export", str(folder / "again"))
assert "There are no pages and no records of ours." in printed, printed
assert not sentence, sentence
assert Client().get("/egen/").status_code == 200
print("done")
