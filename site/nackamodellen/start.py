"""An empty but usable site: languages, tree, groups with their rights. Running it again changes nothing."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
)

from home.models import HomePage
from modellen.models import GlossaryPage, ModelPage, RoleIndexPage, TemplateLibraryPage, YearWheelPage
from nackamodellen.models import SiteSettings
from nyheter.models import NewsIndexPage
from objektsidor.models import ObjectIndexPage
from sidor.models import AccessibilityStatementPage
from utbildning.models import CourseIndexPage

MODEL_MANAGER = "Modellförvaltare"
EDITOR = "Redaktör"
TRAINING_MANAGER = "Utbildningsansvarig"
REVIEW = "Granskning av modellförvaltaren"

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
_EDIT_SEARCH = [
    "search.view_queryday",
    *(f"search.{action}_{model}" for model in ("synonymgroup", "pick") for action in ("add", "change", "delete")),
]
RIGHTS = {
    EDITOR: ["wagtailadmin.access_admin", *_EDIT_SNIPPETS, *_EDIT_SEARCH, "wagtail_localize.submit_translation"],
    MODEL_MANAGER: [
        *_EDIT_SEARCH,
        "search.change_searchweights",
        "wagtailadmin.access_admin",
        *_EDIT_SNIPPETS,
        "wagtail_localize.submit_translation",
        "nackamodellen.change_sitesettings",
        *(f"personer.{action}_{model}" for action in ("add", "change") for model in ("organisationunit", "person")),
        "sidor.view_contactmessage",
        "sidor.delete_contactmessage",
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
        "utbildning.view_participants",
        "utbildning.view_occasion",
    ],
    TRAINING_MANAGER: [
        "wagtailadmin.access_admin",
        "utbildning.manage_occasion",
        *(
            f"utbildning.{action}_{model}"
            for action in ("add", "change", "view", "delete")
            for model in ("occasion", "coursequestion")
        ),
    ],
}
# group: (on the pages of which type below the start page, and their translations; None: on the start pages, actions)
PAGE_RIGHTS = {
    EDITOR: (None, ["add_page", "change_page", "publish_page"]),
    MODEL_MANAGER: (None, ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"]),
    TRAINING_MANAGER: (CourseIndexPage, ["add_page", "change_page", "publish_page"]),
}
# Who may add a file may change and remove it, too; "change" is that of everybody's files.
OWN_FILES = ["add_image", "choose_image", "add_document", "choose_document"]
FILE_RIGHTS = {
    EDITOR: [*OWN_FILES, "change_image", "change_document"],
    MODEL_MANAGER: [*OWN_FILES, "change_image", "change_document"],
    TRAINING_MANAGER: OWN_FILES,
}


# Wagtail's own groups as its migrations leave them: what both may, and what they may with pages.
_STOCK_FILES = {
    f"{app}.{action}_{model}"
    for app, model in (("wagtaildocs", "document"), ("wagtailimages", "image"))
    for action in ("add", "change", "choose")
}
_STOCK_RIGHTS = {
    "wagtailadmin.access_admin",
    *_STOCK_FILES,
    "wagtaildocs.delete_document",
    "wagtailimages.delete_image",
}
_STOCK_PAGES = {
    "Editors": {"add_page", "change_page"},
    "Moderators": {"add_page", "change_page", "publish_page", "lock_page", "unlock_page"},
}


@transaction.atomic
def start_site(hostname="localhost", site_name="Nackamodellen"):
    """Make what is missing of the empty site. Returns its Swedish start page."""
    swedish = Locale.objects.get_or_create(language_code="sv")[0]
    Locale.objects.get_or_create(language_code="en")
    home = _home(swedish, hostname, site_name)
    for model, slug, title, in_menu in TREE:
        # By type too: a page that somebody gave another address is not made again.
        if not home.get_children().filter(Q(slug=slug) | _is(model)).exists():
            page = model(title=title, slug=slug, locale=swedish, content_owner=MODEL_MANAGER, show_in_menus=in_menu)
            home.add_child(instance=page)
            page.save_revision().publish()
    _accessibility_draft(home, swedish)
    # Made here, so that looking at a page never has to.
    SiteSettings.objects.get_or_create(site=Site.objects.get(is_default_site=True))
    for name in RIGHTS:
        _give_rights(Group.objects.get_or_create(name=name)[0], home)
    _own_workflow()
    _remove_stock_groups()
    return home


def _is(model):
    return Q(content_type=ContentType.objects.get_for_model(model))


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
    if home.get_children().filter(Q(slug="tillganglighet") | _is(AccessibilityStatementPage)).exists():
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


def _own_workflow():
    """Wagtail's stock workflow, as long as nobody renamed it, becomes a review by the model manager."""
    for task in GroupApprovalTask.objects.filter(name="Moderators approval"):
        task.name = REVIEW
        task.save()
        task.groups.set(Group.objects.filter(name=MODEL_MANAGER))
    Workflow.objects.filter(name="Moderators approval").update(name=REVIEW)


def _remove_stock_groups():
    """Wagtail's stock groups go while nobody is in them, nothing refers to them and their rights are as they came."""
    for group in Group.objects.filter(name__in=_STOCK_PAGES):
        rights = _names(group.permissions) - {"wagtail_localize.submit_translation"}
        files = _names(Permission.objects.filter(groupcollectionpermission__in=group.collection_permissions.all()))
        places = set(group.page_permissions.values_list("page__depth", "permission__codename"))
        stock = {(1, action) for action in _STOCK_PAGES[group.name]}
        if (rights, files, places) == (_STOCK_RIGHTS, _STOCK_FILES, stock) and not _is_used(group):
            group.delete()


def _names(permissions):
    return {f"{app}.{codename}" for app, codename in permissions.values_list("content_type__app_label", "codename")}


def _is_used(group):
    """Whether anything but the rights on pages and files points at the group: members, restrictions, workflows."""
    rights = (GroupPagePermission, GroupCollectionPermission)
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: group}).exists()
        for relation in Group._meta.related_objects
        if relation.related_model not in rights
    )


def _permission(app_label, codename):
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def _give_rights(group, home):
    """Add the rights that the group lacks; what somebody added by hand stays."""
    group.permissions.add(*(_permission(*right.split(".")) for right in RIGHTS[group.name]))
    model, actions = PAGE_RIGHTS[group.name]
    pages = [home] if model is None else list(home.get_children().filter(_is(model)))
    pages += [other for page in pages for other in page.get_translations()]
    page_type = ContentType.objects.get_for_model(Page)
    for page in pages:
        for action in actions:
            permission = Permission.objects.get(content_type=page_type, codename=action)
            GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)
    for codename in FILE_RIGHTS[group.name]:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=Collection.get_first_root_node(), permission=_permission("nackamodellen", codename)
        )
