"""``manage.py start_site``: an empty but usable site, made once and left alone afterwards."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    PageViewRestriction,
    Site,
)

from home.models import HomePage
from nackamodellen import start
from nackamodellen.models import SiteSettings
from nyheter.models import NewsIndexPage
from tests.factories import CoursePageFactory, NewsPageFactory, TermFactory

pytestmark = pytest.mark.django_db


def counts():
    """{model: rows} of everything that is kept."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models(include_auto_created=True)}


def test_the_tree(site):
    assert [(page.slug, page.title, page.live, page.show_in_menus) for page in site.get_children()] == [
        *((slug, title, True, shown) for _model, slug, title, shown in start.TREE),
        ("tillganglighet", "Tillgänglighetsredogörelse", False, False),
    ]
    for page in site.get_descendants(inclusive=True).specific():
        assert page.locale.language_code == "sv"
        assert page.content_owner == "Modellförvaltare"
        assert (page.first_published_at is not None) == page.live


def test_the_welcome_page_is_gone_and_the_site_stands_on_the_start_page(before_start):
    site = start.start_site(hostname="testserver")
    assert Page.objects.filter(depth=2).count() == 1
    found = Site.objects.get()
    assert found.root_page_id == site.pk
    assert found.is_default_site
    assert (found.hostname, found.site_name) == ("testserver", "Nackamodellen")
    assert SiteSettings.objects.get().has_example_data is False


def test_the_languages(site):
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"sv", "en"}


def test_every_page_answers(client, site):
    for page in site.get_descendants(inclusive=True).live():
        assert client.get(page.url).status_code == 200
    assert client.get("/tillganglighet/").status_code == 404


def test_again_changes_nothing(site):
    before = counts()
    start.start_site(hostname="other", site_name="Annan")
    assert counts() == before
    assert Site.objects.get().hostname == "testserver"


def test_the_command_says_where_the_site_is(before_start, capsys):
    call_command("start_site", "--hostname", "modell.example.org", "--name", "Modellen")
    assert "http://modell.example.org/" in capsys.readouterr().out
    assert Site.objects.get().site_name == "Modellen"


def test_the_command_takes_name_and_host_from_the_settings(before_start, settings):
    settings.WAGTAIL_SITE_NAME, settings.WAGTAILADMIN_BASE_URL = "Vår modell", "https://modell.example.org:8443"
    call_command("start_site")
    found = Site.objects.get()
    assert (found.hostname, found.site_name) == ("modell.example.org", "Vår modell")


def test_what_somebody_changed_stays(site, index_page):
    news, rooms = index_page("nyheter"), index_page("roller")
    news.title, news.slug = "Aktuellt", "aktuellt"
    news.save_revision().publish()
    rooms.unpublish()
    Site.objects.update(site_name="Vårt eget namn")
    item = NewsPageFactory(parent=news, title="Kvar")
    before = counts()
    start.start_site()
    assert counts() == before
    assert NewsIndexPage.objects.get().slug == "aktuellt"
    assert not Page.objects.get(slug="roller").live
    assert Page.objects.filter(pk=item.pk).exists()
    assert Site.objects.get().site_name == "Vårt eget namn"


def test_a_page_of_another_kind_at_the_address_is_left_there(site, index_page):
    from tests.factories import StandardPageFactory

    index_page("mallar").delete()
    StandardPageFactory(parent=HomePage.objects.get(), title="Mallar", slug="mallar")
    before = counts()
    start.start_site()
    assert counts() == before


def test_a_site_that_somebody_else_runs_keeps_its_root(before_start):
    host = HomePage(title="Vår", slug="var", locale=Locale.objects.get_or_create(language_code="sv")[0])
    host.content_owner = "Vi"
    Page.get_first_root_node().add_child(instance=host)
    Site.objects.update(root_page=host, hostname="var.example.org")
    start.start_site(hostname="testserver")
    assert Site.objects.get().root_page_id == host.pk
    assert Site.objects.get().hostname == "var.example.org"
    host.refresh_from_db()
    assert host.get_children().count() == len(start.TREE) + 1


def test_an_english_start_page_gets_the_same_rights(site, english_home):
    start.start_site()
    for name, (model, actions) in start.PAGE_RIGHTS.items():
        found = GroupPagePermission.objects.filter(group__name=name, page_id=english_home.pk)
        assert found.count() == (len(actions) if model is None else 0)


def test_the_groups_have_the_rights_that_are_written_down(site):
    for name, rights in start.RIGHTS.items():
        group = Group.objects.get(name=name)
        found = {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.select_related("content_type")}
        assert found == set(rights)
        files = GroupCollectionPermission.objects.filter(group=group)
        assert set(files.values_list("permission__codename", flat=True)) == set(start.FILE_RIGHTS[name])
    where = {
        (row.group.name, row.page.slug, row.permission.codename)
        for row in GroupPagePermission.objects.filter(group__name__in=start.RIGHTS)
    }
    assert where == {
        *(("Redaktör", "start", action) for action in ("add_page", "change_page", "publish_page")),
        *(
            ("Modellförvaltare", "start", action)
            for action in ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
        ),
        *(("Utbildningsansvarig", "utbildning", action) for action in ("add_page", "change_page", "publish_page")),
    }


def test_a_right_that_somebody_gave_by_hand_stays(site):
    from django.contrib.auth.models import Permission

    group = Group.objects.get(name="Redaktör")
    extra = Permission.objects.get(codename="delete_redirect")
    group.permissions.add(extra)
    start.start_site()
    assert extra in group.permissions.all()


class TestRightsInTheAdmin:
    """What the groups' rights come to, asked of the screens themselves: 302 back to the start means no."""

    def status(self, client, path):
        return client.get(path).status_code

    def test_an_editor_edits_pages_and_words_but_not_settings_or_users(self, as_user, site, index_page):
        editor, term = as_user("editor"), TermFactory()
        assert self.status(editor, "/admin/") == 200
        assert self.status(editor, f"/admin/pages/{index_page('nyheter').pk}/edit/") == 200
        assert self.status(editor, f"/admin/pages/{index_page('utbildning').pk}/edit/") == 200
        assert self.status(editor, f"/admin/pages/add/nyheter/newspage/{index_page('nyheter').pk}/") == 200
        assert self.status(editor, f"/admin/snippets/modellen/term/edit/{term.pk}/") == 200
        assert self.status(editor, "/admin/snippets/modellen/term/add/") == 200
        for closed in (
            f"/admin/settings/nackamodellen/sitesettings/{Site.objects.get().pk}/",
            "/admin/users/",
            "/admin/groups/",
            "/admin/sites/",
            "/admin/locales/",
            "/admin/contact_messages/",
            "/admin/redirects/",
            f"/admin/snippets/modellen/term/delete/{term.pk}/",
        ):
            assert self.status(editor, closed) == 302, closed

    def test_a_model_manager_sets_the_site_and_reads_messages_but_makes_no_users(self, as_user, site):
        manager = as_user("model_manager")
        assert self.status(manager, f"/admin/settings/nackamodellen/sitesettings/{Site.objects.get().pk}/") == 200
        assert self.status(manager, "/admin/contact_messages/") == 200
        assert self.status(manager, "/admin/redirects/") == 200
        for closed in ("/admin/users/", "/admin/groups/", "/admin/sites/"):
            assert self.status(manager, closed) == 302, closed

    def test_a_training_manager_stays_below_the_training(self, as_user, site, index_page):
        manager, training = as_user("training_manager"), index_page("utbildning")
        course = CoursePageFactory(parent=training, title="Kurs")
        assert self.status(manager, f"/admin/pages/{training.pk}/edit/") == 200
        assert self.status(manager, f"/admin/pages/{course.pk}/edit/") == 200
        assert self.status(manager, f"/admin/pages/add/utbildning/coursepage/{training.pk}/") == 200
        for slug in ("nyheter", "modellen", "roller"):
            assert self.status(manager, f"/admin/pages/{index_page(slug).pk}/edit/") == 302, slug
        assert self.status(manager, f"/admin/pages/{site.pk}/edit/") == 302
        assert self.status(manager, f"/admin/pages/add/nyheter/newspage/{index_page('nyheter').pk}/") == 302
        for closed in ("/admin/snippets/modellen/term/", "/admin/users/", "/admin/contact_messages/"):
            assert self.status(manager, closed) == 302, closed

    def test_staff_without_a_role_does_not_get_in(self, as_user, site):
        assert as_user("staff").get("/admin/")["Location"].startswith("/logga-in/")


def stock_group(name):
    """One of Wagtail's own groups as its migrations leave it."""
    group = Group.objects.create(name=name)
    for right in start._STOCK_RIGHTS:
        group.permissions.add(start._permission(*right.split(".")))
    for right in start._STOCK_FILES:
        group.collection_permissions.create(
            collection=Collection.get_first_root_node(), permission=start._permission(*right.split("."))
        )
    for action in start._STOCK_PAGES[name]:
        group.page_permissions.create(
            page=Page.get_first_root_node(), permission=start._permission("wagtailcore", action)
        )
    return group


def test_the_stock_groups_are_gone(site):
    assert set(Group.objects.values_list("name", flat=True)) == set(start.RIGHTS)
    for name in start._STOCK_PAGES:
        stock_group(name)
    start.start_site()
    assert set(Group.objects.values_list("name", flat=True)) == set(start.RIGHTS)


def member(group, cast):
    cast["staff"].groups.add(group)


def another_right(group, cast):
    group.permissions.add(start._permission("wagtailredirects", "add_redirect"))


def fewer_pages(group, cast):
    group.page_permissions.first().delete()


def restriction(group, cast):
    closed = PageViewRestriction.objects.create(page=HomePage.objects.get(), restriction_type="groups")
    closed.groups.add(group)


@pytest.mark.parametrize("change", [member, another_right, fewer_pages, restriction])
def test_a_stock_group_that_somebody_uses_stays(change, site, cast):
    change(stock_group("Editors"), cast)
    start.start_site()
    assert Group.objects.filter(name="Editors").exists()


def test_the_english_courses_belong_to_the_training_manager_too(site, english_home, index_page):
    index = index_page("utbildning").copy_for_translation(Locale.objects.get(language_code="en"))
    start.start_site()
    found = GroupPagePermission.objects.filter(group__name=start.TRAINING_MANAGER, page_id=index.pk)
    assert set(found.values_list("permission__codename", flat=True)) == {"add_page", "change_page", "publish_page"}


def test_the_stock_workflow_becomes_a_review_by_the_model_manager(site):
    from wagtail.models import GroupApprovalTask, Workflow

    assert [workflow.name for workflow in Workflow.objects.all()] == [start.REVIEW]
    task = GroupApprovalTask.objects.get()
    assert (task.name, [group.name for group in task.groups.all()]) == (start.REVIEW, [start.MODEL_MANAGER])


def test_a_workflow_with_a_name_of_its_own_is_left_alone(site):
    from wagtail.models import Workflow

    Workflow.objects.update(name="Vår egen granskning")
    start.start_site()
    assert Workflow.objects.get().name == "Vår egen granskning"
