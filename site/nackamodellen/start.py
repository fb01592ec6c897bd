"""An empty but usable site: languages, tree, groups with their rights. Running it again changes nothing."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Site

from home.models import HomePage
from modellen.models import GlossaryPage, ModelPage, RoleIndexPage, TemplateLibraryPage, YearWheelPage
from nyheter.models import NewsIndexPage
from objektsidor.models import ObjectIndexPage
from sidor.models import AccessibilityStatementPage
from utbildning.models import CourseIndexPage

MODEL_MANAGER = "Modellförvaltare"
EDITOR = "Redaktör"
TRAINING_MANAGER = "Utbildningsansvarig"

HOME_SLUG = "start"
# (page type, slug, title, shown in the menu): in the order of the menu.
TREE = [
    (ModelPage, "modellen", "Om modellen", True),
    (RoleIndexPage, "roller", "Roller", True),
    (ObjectIndexPage, "objekt", "Objekt", True),
    (YearWheelPage, "arshjul", "Årshjul", True),
    (CourseIndexPage, "utbildning", "Utbildning", True),
    (NewsIndexPage, "nyheter", "Nyheter", True),
    (TemplateLibraryPage, "mallar", "Mallar", True),
    (GlossaryPage, "ordlista", "Ordlista", True),
]

# Rights on records, as "app.codename"; those on pages and files follow below.
SNIPPETS = ["term", "templateitem", "yearwheelevent"]
_EDIT_SNIPPETS = [
    f"modellen.{action}_{model}" for model in SNIPPETS for action in ("add", "change", "publish", "lock", "unlock")
]
RIGHTS = {
    EDITOR: ["wagtailadmin.access_admin", *_EDIT_SNIPPETS, "wagtail_localize.submit_translation"],
    MODEL_MANAGER: [
        "wagtailadmin.access_admin",
        *_EDIT_SNIPPETS,
        "wagtail_localize.submit_translation",
        "nackamodellen.change_sitesettings",
        "sidor.view_contactmessage",
        "sidor.delete_contactmessage",
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
    ],
    TRAINING_MANAGER: ["wagtailadmin.access_admin"],
}
PAGE_RIGHTS = {
    EDITOR: ("", ["add_page", "change_page", "publish_page"]),
    MODEL_MANAGER: ("", ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"]),
    TRAINING_MANAGER: ("utbildning", ["add_page", "change_page", "publish_page"]),
}
FILE_RIGHTS = ["add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"]


@transaction.atomic
def start_site(hostname="localhost", site_name="Nackamodellen"):
    """Make what is missing of the empty site. Returns its Swedish start page."""
    swedish = Locale.objects.get_or_create(language_code="sv")[0]
    Locale.objects.get_or_create(language_code="en")
    home = _home(swedish, hostname, site_name)
    for model, slug, title, in_menu in TREE:
        if not home.get_children().filter(slug=slug).exists():
            page = model(title=title, slug=slug, locale=swedish, content_owner=MODEL_MANAGER, show_in_menus=in_menu)
            home.add_child(instance=page)
            page.save_revision().publish()
    _accessibility_draft(home, swedish)
    for name in RIGHTS:
        _give_rights(Group.objects.get_or_create(name=name)[0], home)
    return home


def _home(locale, hostname, site_name):
    """The start page, on which the default site stands. Wagtail's welcome page gives way to it."""
    home = HomePage.objects.filter(locale=locale).first()
    if home is None:
        root = Page.get_first_root_node()
        home = HomePage(title="Start", slug=HOME_SLUG, locale=locale, content_owner=MODEL_MANAGER)
        root.add_child(instance=home)
        home.save_revision().publish()
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(hostname=hostname, site_name=site_name, root_page=home, is_default_site=True)
    elif site.root_page.specific_class is Page:
        welcome = site.root_page
        site.root_page, site.site_name, site.hostname = home, site_name, hostname
        site.save()
        welcome.delete()
    home.refresh_from_db()
    return home


def _accessibility_draft(home, locale):
    """The statement as a draft: only somebody who has looked can say how accessible the site is."""
    if home.get_children().filter(slug="tillganglighet").exists():
        return
    today = timezone.localdate()
    home.add_child(
        instance=AccessibilityStatementPage(
            title="Tillgänglighetsredogörelse",
            slug="tillganglighet",
            locale=locale,
            live=False,
            content_owner=MODEL_MANAGER,
            actor="",
            service="",
            method="",
            alternative="",
            assessed_on=today,
            statement_updated_on=today,
        )
    )


def _permission(app_label, codename):
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def _give_rights(group, home):
    """Add the rights that the group lacks; what somebody added by hand stays."""
    group.permissions.add(*(_permission(*right.split(".")) for right in RIGHTS[group.name]))
    slug, actions = PAGE_RIGHTS[group.name]
    pages = [home, *home.get_translations()] if not slug else list(home.get_children().filter(slug=slug))
    page_type = ContentType.objects.get_for_model(Page)
    for page in pages:
        for action in actions:
            permission = Permission.objects.get(content_type=page_type, codename=action)
            GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)
    for codename in FILE_RIGHTS:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=Collection.get_first_root_node(), permission=_permission("nackamodellen", codename)
        )
