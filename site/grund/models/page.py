"""The base of every page type of ours."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page
from wagtail.search import index

from grund.context_processors import base_template
from grund.contributions import given
from grund.copy_form import SingleCopyForm
from grund.forms import PageForm
from grund.languages import current_language
from grund.querysets import VisiblePageManager
from grund.rich_text import prepare_links
from grund.visitors import visitor_of
from grund.words import page_words


def a_year_from_now():
    """The review date that a new page starts with."""
    return timezone.localdate() + timedelta(days=365)


class BasePage(Page):
    """What all our pages share: a lead, somebody who answers for the content, a review date.

    Subclasses declare ``parent_page_types``, ``subpage_types``, ``template``, ``search_fields`` and
    ``api_fields`` themselves; ``grund.checks`` refuses one that lacks any of them.
    """

    class Meta:
        abstract = True

    lead = models.TextField(
        _("lead"),
        blank=True,
        validators=[MaxLengthValidator(300)],
        help_text=_("One to three sentences that say what the reader gets here. At most 300 characters."),
    )
    content_owner = models.CharField(
        _("content owner"),
        max_length=100,
        help_text=_("The function that answers for the content, for example Modellförvaltare. Shown on the page."),
    )
    content_owner_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("gets the reminders"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The person who is reminded when the page needs a review. Never shown to readers."),
    )
    review_date = models.DateField(
        _("review by"),
        default=a_year_from_now,
        help_text=_("When the content must be read through again. A year ahead unless you choose another day."),
    )

    objects = VisiblePageManager()
    base_form_class = PageForm

    search_fields = [*Page.search_fields, index.SearchField("lead"), index.FilterField("review_date")]
    api_fields = [APIField("lead"), APIField("content_owner"), APIField("updated_on")]

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    ownership_panel = MultiFieldPanel(
        [FieldPanel("content_owner"), FieldPanel("content_owner_user"), FieldPanel("review_date")],
        heading=_("Responsibility and review"),
    )
    promote_panels = [ownership_panel, *Page.promote_panels]
    settings_panels = [PublishingPanel()]

    # Words for this kind of page in search results; a subclass sets its own.
    kind_label = _("Page")
    # What readers narrow a search by: a stored name, and the word for several.
    search_kind, kinds_label = "page", _("Pages")
    # Whether new ones stand before old ones, and whether people look one up by its name, which then stands first.
    search_decays = search_by_name = False
    # Whether what a search knows of a page stands in the page's own row: then an unchanged row is an unchanged page.
    search_in_own_row = True
    # A field whose value one page of the type alone may have in each language, and the sentence that says so.
    single_field, single_message = "", ""
    copy_form_class = SingleCopyForm
    # What remarks of other apps may be about here, for example "training".
    notice_topics = ()

    def twin(self):
        """Another page of the type and language with the same value in its only field, draft or not; or None."""
        name, value = self.single_field, getattr(self, self.single_field, None)
        if not value or not self.locale_id:
            return None
        in_draft = Q(has_unpublished_changes=True, **{f"latest_revision__content__{name}": value})
        rows = type(self)._base_manager.filter(locale_id=self.locale_id)
        others = rows.filter(Q(**{name: value}) | in_draft).exclude(pk=self.pk)
        if rows.filter(pk=self.pk, live=True, **{name: value}).exists():
            others = others.filter(live=True, **{name: value})  # what is published keeps its value from later drafts
        return others.first()

    def clean(self):
        super().clean()
        twin = self.twin()
        if twin:
            raise ValidationError({self.single_field: self.single_message % {"title": twin.get_admin_display_title()}})

    @property
    def updated_on(self):
        """The day the shown text changed last; the day of publication before it ever did. None for a draft."""
        moment = self.last_published_at or self.first_published_at
        return timezone.localdate(moment) if moment else None

    def get_teaser(self):
        """One or two sentences about the page, for lists of other apps."""
        return self.lead or self.search_description

    def get_search_text(self):
        """The page's words as plain text, for excerpts: what its search fields hold."""
        return page_words(self)

    def get_search_facts(self):
        """What a search narrows by and ranks by, beside the words: any of ``objects`` and ``roles`` (codes), ``years``
        (numbers), ``day``, ``keywords`` (other words for the page)."""
        return {}

    def refuse_wrong_address(self, request):
        """404 for what Wagtail would serve: a page of another language than the address, or below a draft."""
        parent = getattr(self, "_cached_parent_obj", None)
        if (parent is None or parent.locale_id != self.locale_id) and not self._speaks(get_language(), request):
            raise Http404
        while parent is not None:
            if not parent.live:
                raise Http404
            parent = getattr(parent, "_cached_parent_obj", None)
        self._visitor = visitor_of(request)

    def _speaks(self, language, request):
        """Whether the page is in the address's language. Asked only where a site has more than one, regions aside."""
        if not getattr(settings, "WAGTAIL_I18N_ENABLED", False):
            return True
        return self._language(request).split("-")[0] == (language or "").split("-")[0]

    def _language(self, request):
        """The language of the page. Of a start page it stands in the list of sites, which the process keeps."""
        for root in self._get_site_root_paths(request):
            if root.root_path == self.url_path:
                return root.language_code
        return self.locale.language_code

    def route(self, request, path_components):
        self.refuse_wrong_address(request)
        return super().route(request, path_components)

    def get_view_restrictions(self):
        """What Wagtail asks for, from what the visitor of this request knows already."""
        visitor = getattr(self, "_visitor", None)
        return super().get_view_restrictions() if visitor is None else visitor.restrictions_of(self)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        visitor = visitor_of(request)
        request._current_page = self  # navigation asks for its translations together with those of the start page
        context["base_template"] = base_template(request)["base_template"]
        context["visitor"] = visitor
        context["notices"] = given("notice", visitor=visitor, page=self)
        prepare_links(self, visitor, current_language())
        return context


class RoutableBasePage(RoutablePageMixin, BasePage):
    """A base page with addresses below its own. Wagtail's mixin alone would pass the base page's refusals by."""

    class Meta:
        abstract = True

    def route(self, request, path_components):
        self.refuse_wrong_address(request)
        return super().route(request, path_components)
