"""What nobody outside may see is told to nobody: not its title, not its path, not that it is there."""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from headless.models import PublicPage, PublicRedirect, WebhookEvent
from headless.webhooks import record
from tests.factories import StandardPageFactory
from tests.factories.courses import make_course, make_occasion, register

pytestmark = pytest.mark.django_db
WORD = "hemligheten"


def closed(page, kind):
    made = PageViewRestriction.objects.create(
        page=page, restriction_type=kind, password="lösen" if kind == "password" else ""
    )
    if kind == "groups":
        made.groups.add(Group.objects.first())


def draft(site):
    return StandardPageFactory(parent=site, title=WORD, slug=WORD, live=False)


def scheduled(site):
    page = draft(site)
    page.go_live_at = timezone.now() + timezone.timedelta(days=1)
    page.save_revision().publish()
    return page


def below_a_draft(site):
    above = StandardPageFactory(parent=site, title="Ovan", slug="ovan", live=False)
    return StandardPageFactory(parent=above, title=WORD, slug=WORD)


def below_a(kind):
    def make(site):
        above = StandardPageFactory(parent=site, title="Ovan", slug="ovan", live=False)
        closed(above, kind)
        above.save_revision().publish()
        return StandardPageFactory(parent=above, title=WORD, slug=WORD)

    return make


def beside_every_site(_site):
    return StandardPageFactory(parent=Page.get_first_root_node(), title=WORD, slug=WORD)


HIDDEN = {
    "draft": draft,
    "scheduled": scheduled,
    "below a draft": below_a_draft,
    "login": below_a("login"),
    "groups": below_a("groups"),
    "password": below_a("password"),
    "in no site": beside_every_site,
}


def do_everything(page, commits):
    """Whatever may happen to a page that stays hidden."""
    page.refresh_from_db()
    page.title = f"{WORD} igen"
    page.save_revision()
    page.save()
    page.slug = f"{WORD}-2"
    with commits(execute=True):  # then Wagtail makes redirects
        page.save()
    Redirect.add_redirect(f"/{WORD}-gammal/", redirect_to=page)
    page.move(page.get_parent(), "first-child")
    if page.live and page.get_parent().depth > 1:
        page.save_revision().publish()
    record.catch_up()
    page.copy(update_attrs={"slug": f"{WORD}-3", "title": WORD})
    page.unpublish()
    page.delete()
    record.catch_up()


def known():
    """All that the webhooks have written down."""
    rows = [*WebhookEvent.objects.values_list("body", "url")]
    rows += [*PublicPage.objects.values_list("url", "slug", "earlier"), *PublicRedirect.objects.values_list("from_url")]
    return str(rows)


@pytest.mark.parametrize("way", HIDDEN)
def test_a_hidden_page_leaves_no_trace(way, site, told, django_capture_on_commit_callbacks):
    do_everything(HIDDEN[way](site), django_capture_on_commit_callbacks)
    assert WORD not in known()


def test_the_same_with_a_page_that_is_seen_leaves_many(site, told, django_capture_on_commit_callbacks):
    """The control: what is looked for would be found."""
    do_everything(StandardPageFactory(parent=site, title=WORD, slug=WORD), django_capture_on_commit_callbacks)
    assert WORD in known()
    assert {kind for kind, *_ in told()} >= {
        "page.published", "page.slug_changed", "page.unpublished", "redirect.added", "redirect.removed"
    }  # fmt: skip


def test_what_happens_behind_a_restriction_stays_there(site, told):
    page = StandardPageFactory(parent=site, title="Stöd", slug="stod")
    closed(page, "login")
    told()
    page.title, page.slug = WORD, WORD
    page.save_revision().publish()
    record.catch_up()
    assert told() == []
    assert WORD not in known()


def test_where_a_page_stood_while_it_was_hidden_is_not_told(site, told):
    """Wagtail makes a redirect from there to where everybody sees it."""
    hidden = StandardPageFactory(parent=site, title="Inne", slug=WORD, live=False)
    closed(hidden, "login")
    hidden.save_revision().publish()
    page = StandardPageFactory(parent=hidden, title="Snart", slug="snart")
    told()
    page.move(site, "last-child")
    assert Redirect.objects.filter(old_path=f"/{WORD}/snart").exists()
    assert told() == [("page.published", page.pk, "/snart/", None)]
    record.catch_up()
    assert WORD not in known()


def test_moving_into_what_is_hidden_tells_the_old_place_only(site, told):
    hidden = StandardPageFactory(parent=site, title=WORD, slug=WORD, live=False)
    page = StandardPageFactory(parent=site, title="Stöd", slug="stod")
    told()
    page.move(hidden, "last-child")
    assert told() == [("page.unpublished", page.pk, None, "/stod/")]
    assert WORD not in known()


def test_a_hidden_course_and_its_participants(index_page, told):
    course = make_course(index_page("utbildning"), slug=WORD, live=False)
    closed(course, "login")
    course.save_revision().publish()
    register(make_occasion(course))
    record.catch_up()
    assert told() == []
    assert WORD not in known()
