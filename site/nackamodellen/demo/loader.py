"""Loads the demo: an empty site first, then people, words, templates, pages and dates. Loading again adds nothing."""

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from home.models import HomePage
from modellen.models import RoleGuidePage, TemplateItem, Term, YearWheelEvent
from nackamodellen.models import SiteSettings
from nackamodellen.start import TREE, start_site
from nyheter.models import NewsPage
from objektsidor.models import ObjectPage
from sidor.models import AccessibilityStatementPage, StandardPage
from utbildning.models import CoursePage

from .content.course_en import COURSE_EN, TRAINING_EN
from .content.courses import COURSES
from .content.home import HOME, HOME_EN, INDEX_PAGES
from .content.model import MODEL, MODEL_EN
from .content.news import NEWS
from .content.objects import OBJECTS
from .content.roles import ROLE_GUIDES
from .content.standard import ACCESSIBILITY, STANDARD_PAGES
from .dates import fill, resolve
from .images import load_images
from .occasions import load_occasions
from .people import load_people
from .snippets import load_templates, load_terms, load_year_wheel, stamp
from .streams import Refs, key_of, stream

FIRST_BASE_YEAR = 2026


class OtherContent(Exception):
    """The database holds content that is not the demo's."""


def other_content():
    """Whether anybody has put content of their own here. The empty tree and Wagtail's welcome page do not count."""
    site = Site.objects.filter(is_default_site=True).first()
    if site and SiteSettings.objects.filter(site=site, has_example_data=True).exists():
        return False
    kinds = (RoleGuidePage, NewsPage, ObjectPage, StandardPage, CoursePage, Term, TemplateItem, YearWheelEvent)
    if any(kind.objects.exists() for kind in kinds):
        return True
    ours = HomePage.objects.exists()
    return Page.objects.filter(depth__gt=2).exists() and not ours


def is_loaded():
    """Whether the demo has been loaded here."""
    return SiteSettings.objects.filter(has_example_data=True).exists()


class Loader:
    """One load. ``today`` is the day that dates "from the load date" count from."""

    def __init__(self, base_year, today, password):
        self.base_year, self.today, self.password = base_year, today, password
        self.moment = timezone.make_aware(datetime.combine(today, time(8)))
        self.refs = Refs({}, {}, {})
        self.new, self.filled, self.made = [], [], []  # pages made, pages filled in, snippets made
        self.courses = []  # (slug in the content, path) of those made

    @transaction.atomic
    def load(self):
        """Returns the number of pages that were made."""
        self.home = start_site()
        self.swedish = Locale.objects.get(language_code="sv")
        self.english = Locale.objects.get(language_code="en")
        load_people(self.password)
        load_terms(self.swedish, self.english, self.made)
        self.refs.documents = load_templates(self.swedish, self.made)
        self.refs.images = load_images()
        fresh = not is_loaded()
        self._make_pages()
        load_occasions({slug: self._page(path) for slug, path in self.courses}, self.base_year, self.today)
        load_year_wheel(self.swedish, self.english, self.refs.pages, self.made)
        if fresh:
            self._fill_start()
            self._english_pages()
            self._settings()
        self._stamp()
        start_site()  # the English start page gets its rights
        return len(self.new)

    def _page(self, path):
        return self.refs.pages.get(path)

    def _know_tree(self):
        """The pages of the empty site, by type: their addresses may have changed."""
        self.refs.pages["/"] = self.home
        for model, slug, *_rest in [*TREE, (AccessibilityStatementPage, "tillganglighet")]:
            page = model.objects.child_of(self.home).order_by("path").first()
            if page:
                self.refs.pages[f"/{slug}/"] = page

    def _make_pages(self):
        """First every page with its plain fields, so that bodies can link to any; then the bodies."""
        self._know_tree()
        made = []
        for make in (self._role_guides, self._objects, self._courses, self._news, self._standard_pages):
            made += list(make())
        for page in self.refs.pages.values():
            page.refresh_from_db()  # the tree has changed since
        for path, fill_page, go_live in made:
            page = self._page(path)
            fill_page(page)
            page.go_live_at = go_live
            page.save_revision().publish() if go_live is None else self._schedule(page)
            self.new.append(page)

    def _schedule(self, page):
        page.save_revision(approved_go_live_at=page.go_live_at)
        Page.objects.filter(pk=page.pk).update(live=False, go_live_at=page.go_live_at)

    def _add(self, model, parent_path, slug, **fields):
        """Make the page unless it is there or has nowhere to stand. Returns its path when it is new, else None."""
        path, parent = f"{parent_path}{slug}/", self._page(parent_path)
        page = model(slug=slug, locale=self.swedish, live=False, translation_key=key_of(path), **fields)
        found = self._found(page, parent)
        if found or parent is None:
            self.refs.pages.update({path: found} if found else {})
            return None
        parent.add_child(instance=page)
        self.refs.pages[path] = page
        return path

    def _found(self, page, parent):
        """The page that an earlier load made, wherever it is now; or one of the site's own in its place."""
        rows = Page.objects.filter(locale=self.swedish, translation_key=page.translation_key)
        there = rows.first() or (parent and parent.get_children().filter(slug=page.slug).first()) or page.twin()
        return there and there.specific

    def _stream(self, page, name, items):
        field = page._meta.get_field(name)
        setattr(page, name, stream(field, items, self.refs, f"{page.url_path}{name}"))

    def _role_guides(self):
        for item in ROLE_GUIDES:
            plain = {
                name: item[name]
                for name in ("title", "content_owner", "role", "summary", "lead", "older_word", "older_word_text")
            }
            path = self._add(RoleGuidePage, "/roller/", item["slug"], **plain)

            def fill_page(page, item=item):
                page.decides, page.time = self.refs.rich(item["decides"]), self.refs.rich(item["time"])
                self._stream(page, "quarters", item["quarters"])
                for name, child in (
                    ("collaborates", "role"),
                    ("new_in_role", "point"),
                    ("mistakes", "mistake"),
                    ("templates", "template"),
                    ("training", "course"),
                ):
                    self._stream(page, name, [(child, value) for value in item[name]])

            if path:
                yield path, fill_page, None

    def _objects(self):
        for item in OBJECTS:
            plain = {name: item[name] for name in ("title", "content_owner", "lead", "code", "teams_url")}
            path = self._add(ObjectPage, "/objekt/", item["slug"], **plain)

            def fill_page(page, item=item):
                self._stream(page, "body", item["body"])
                self._stream(page, "scope_in", [("item", line) for line in item["scope_in"]])
                self._stream(page, "scope_out", [("item", line) for line in item["scope_out"]])

            if path:
                yield path, fill_page, None

    def _courses(self):
        for item in COURSES:
            names = ("title", "content_owner", "lead", "audience", "length", "cost", "certificate")
            path = self._add(CoursePage, "/utbildning/", item["slug"], **{name: item[name] for name in names})

            def fill_page(page, item=item):
                page.prerequisites = self.refs.rich(item["prerequisites"])
                self._stream(page, "body", item["body"])
                self._stream(page, "goals", [("goal", line) for line in item["goals"]])
                self._stream(page, "program", [("day", day) for day in item["program"]])
                page.is_basic = item.get("is_basic", False)

            if path:
                self.courses.append((item["slug"], path))
                yield path, fill_page, None

    def _news(self):
        for raw in NEWS:
            item = fill(raw, self.base_year)
            published = resolve(raw["published_on"], self.base_year, self.today)
            go_live = self._moment(raw["go_live"])
            path = self._add(
                NewsPage,
                "/nyheter/",
                item["slug"],
                published_on=published,
                **{name: item[name] for name in ("title", "content_owner", "lead", "topic", "is_pinned", "contact")},
            )

            def fill_page(page, item=item, raw=raw):
                self._stream(page, "body", item["body"])
                page.related_page = self._page(item["related_page"])
                page.expire_at = self._moment(raw["expire"])

            if path:
                yield path, fill_page, go_live

    def _standard_pages(self):
        for item in STANDARD_PAGES:
            plain = {name: item[name] for name in ("title", "content_owner", "lead")}
            path = self._add(StandardPage, "/", item["path"].strip("/"), **plain)

            def fill_page(page, item=item):
                self._stream(page, "body", item["body"])

            if path:
                yield path, fill_page, None

    def _moment(self, value):
        day = resolve(value, self.base_year, self.today)
        return timezone.make_aware(datetime.combine(day, time(8))) if day else None

    def _fill_start(self):
        """The pages that the empty site has already: start, model, index pages, accessibility statement."""
        home, model, statement = self._page("/"), self._page("/modellen/"), self._page("/tillganglighet/")
        if self._is_untouched(home, "heading", "button_page_id", "link_page_id"):
            home.heading, home.lead, home.content_owner = HOME["title"], HOME["lead"], HOME["content_owner"]
            home.button_text, home.link_text = HOME["button_text"], HOME["link_text"]
            home.button_page, home.link_page = self._page(HOME["button_path"]), self._page(HOME["link_path"])
            self._publish(home)
        for path, item in INDEX_PAGES.items():
            page = self._page(path)
            if self._is_untouched(page):
                page.lead, page.content_owner = item["lead"], item["content_owner"]
                self._publish(page)
        if self._is_untouched(model, "kicker", "body"):
            model.lead, model.kicker, model.content_owner = MODEL["lead"], MODEL["kicker"], MODEL["content_owner"]
            self._stream(model, "body", [("section", section) for section in MODEL["sections"]])
            self._publish(model)
        if self._is_untouched(statement, "actor", "method"):
            self._accessibility(statement)

    def _is_untouched(self, page, *names):
        """Whether the page is there and nobody has written anything in it, not even in a draft."""
        return page is not None and not (
            page.has_unpublished_changes or any(getattr(page, name) for name in ("lead", *names))
        )

    def _publish(self, page):
        page.save_revision().publish()
        self.filled.append(page)

    def _accessibility(self, page):
        item = ACCESSIBILITY
        for name in ("lead", "content_owner", "actor", "service", "conformance"):
            setattr(page, name, item[name])
        page.standard = f"WCAG {item['wcag_version']}, nivå {item['wcag_level']} ({item['standard']})"
        page.method = self.refs.rich(item["assessment_text"])
        page.alternative = self.refs.rich(item["feedback_text"])
        page.report_url = item["report_url"]
        page.assessed_on = resolve(("B", *item["assessed_on"]), self.base_year, self.today)
        page.statement_updated_on = resolve(("B", *item["updated_on"]), self.base_year, self.today)
        self._stream(page, "shortcomings", [("shortcoming", row) for row in item["inaccessible"]])
        self._publish(page)

    def _english_pages(self):
        """The start page, the model page and one course in English, unless they are there; the rest is Swedish for now."""
        home, model = self._page("/"), self._page("/modellen/")
        other = home.get_translation_or_none(self.english)
        is_new = other is None
        if is_new:
            other = home.copy_for_translation(self.english)
            other.title, other.heading = "Home", HOME_EN["title"]
            other.lead, other.content_owner = HOME_EN["lead"], HOME_EN["content_owner"]
            other.button_text, other.link_text = HOME_EN["button_text"], HOME_EN["link_text"]
            self._publish(other)
        page = self._translation(model, other, MODEL_EN)
        if page is not None:
            page.kicker = MODEL_EN["kicker"]
            self._stream(page, "body", [("section", section) for section in MODEL_EN["sections"]])
            self._publish(page)
        if page is not None and is_new:
            other.refresh_from_db()
            other.button_page = page
            self._publish(other)
        self._english_course(other)

    def _english_course(self, home):
        training = self._translation(self._page("/utbildning/"), home, TRAINING_EN)
        if training is None:
            return
        self._publish(training)
        course = self._translation(self._page("/utbildning/grundutbildning/"), training, COURSE_EN)
        if course is None:
            return
        for name in ("audience", "length", "cost", "certificate"):
            setattr(course, name, COURSE_EN[name])
        course.prerequisites = self.refs.rich(COURSE_EN["prerequisites"])
        self._stream(course, "body", COURSE_EN["body"])
        self._stream(course, "goals", [("goal", line) for line in COURSE_EN["goals"]])
        self._stream(course, "program", [("day", day) for day in COURSE_EN["program"]])
        self._publish(course)

    def _translation(self, page, parent, item):
        """The English page of ``page``, with title, lead and owner, not saved yet; None where there is one or no room."""
        taken = parent.get_children().filter(slug=item["slug"]).exists()
        if page is None or taken or page.get_translation_or_none(self.english):
            return None
        page.refresh_from_db(fields=["live"])  # one that is not live would be copied from its revision
        slug, page.slug = page.slug, item["slug"]  # from the start: one that changes later leaves a redirect
        made = page.copy_for_translation(self.english)
        page.slug = slug
        made.title, made.lead, made.content_owner = item["title"], item["lead"], item["content_owner"]
        return made

    def _settings(self):
        """What is filled in already stays."""
        site = Site.objects.get(is_default_site=True)
        found = SiteSettings.objects.get_or_create(site=site)[0]
        found.municipality = found.municipality or "Nacka kommun"
        found.tagline = found.tagline or "Kommunens gemensamma sätt att förvalta och utveckla digitala lösningar."
        found.contact_page = found.contact_page or self._page("/kontakt/")
        found.teams_url = found.teams_url or "https://teams.example.org/nackamodellen"
        found.has_example_data = True
        found.save()

    def _stamp(self):
        """News was published on its own day; everything else on the day of the load. What has expired is closed."""
        for page in [*self.new, *self.filled]:
            moment = self.moment
            if isinstance(page, NewsPage):
                moment = timezone.make_aware(datetime.combine(page.published_on, time(8)))
            rows = Page.objects.filter(pk=page.pk, live=True)
            rows.update(first_published_at=moment, last_published_at=moment)
            if page.expire_at and page.expire_at <= self.moment:
                rows.update(live=False, expired=True, has_unpublished_changes=True)
        stamp(self.made, self.moment)
