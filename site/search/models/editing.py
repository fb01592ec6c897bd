"""What editors set: words for the same thing, weights, and what a search shall show first or not at all. Live at once."""

from dataclasses import fields

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string

from .. import state
from ..tuning import DOCUMENT, EXCLUDE, PAGE, PICK, normal, split_words
from ..weights import Weights

MOST_WORDS = 12
MOST_CHARACTERS = 80
MOST_OF_QUERY = 100
LEAST_WEIGHT, MOST_WEIGHT = 0, 10


def languages():
    return settings.LANGUAGES


def in_a_year():
    today = timezone.localdate()
    try:
        return today.replace(year=today.year + 1)
    except ValueError:  # 29 February
        return today.replace(year=today.year + 1, day=28)


class TuningQuerySet(models.QuerySet):
    """Tells every process, in the same transaction, of changes that send no signal."""

    def _changing(self, how, *args, **kwargs):
        with transaction.atomic(using=self.db):
            done = how(*args, **kwargs)
            state.touch(state.CONFIG)
            return done

    def update(self, **kwargs):
        return self._changing(super().update, **kwargs)

    def bulk_create(self, *args, **kwargs):
        return self._changing(super().bulk_create, *args, **kwargs)

    def bulk_update(self, *args, **kwargs):
        return self._changing(super().bulk_update, *args, **kwargs)

    update.alters_data = bulk_create.alters_data = bulk_update.alters_data = True


class TuningRow(models.Model):
    """A row that every process reads and keeps: whoever changes one has all of them read anew."""

    objects = TuningQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with transaction.atomic():  # the signal after saving counts up the number; both or none
            super().save(*args, **kwargs)


class SynonymGroup(TuningRow):
    """Words for the same thing: whoever searches for one of them finds the others, too."""

    language = models.CharField(_("language"), max_length=10, choices=languages, default="sv")
    words = models.TextField(
        _("words for the same thing"),
        help_text=_("One on each line, or with commas between. Whoever searches for one finds the others, too."),
    )
    note = models.CharField(_("note"), max_length=200, blank=True, help_text=_("For other editors."))

    class Meta:
        verbose_name = _("synonym group")
        verbose_name_plural = _("synonyms")
        ordering = ["language", "words"]

    def __str__(self):
        return ", ".join(self.all_words)

    @property
    def all_words(self):
        return split_words(self.words)

    def clean(self):
        words = self.all_words
        problems = _problems(words) if self.words else []  # an empty field has its own sentence
        if problems:
            raise ValidationError({"words": problems})
        self.words = "\n".join(words)


def _problems(words):
    found, seen = [], {}
    for word in words:
        key = normal(word)
        if not key:
            found.append(gettext("“%(word)s” has neither a letter nor a digit.") % {"word": word})
        elif len(word) > MOST_CHARACTERS:
            sentence = gettext("“%(word)s…” is longer than %(most)d characters.")
            found.append(sentence % {"word": word[:20], "most": MOST_CHARACTERS})
        elif key in seen:
            sentence = gettext("“%(word)s” is the same word as “%(other)s”. Remove one of them.")
            found.append(sentence % {"word": word, "other": seen[key]})
        else:
            seen[key] = word
    if len(words) < 2:
        found.append(gettext("Write at least two words."))
    if len(words) > MOST_WORDS:
        sentence = gettext("Write at most %(most)d words, and make another group of the rest.")
        found.append(sentence % {"most": MOST_WORDS})
    return found


# What each weight is called and does, for editors; one for each of Weights.
WEIGHT_WORDS = {
    "exact": (_("the word as written"), _("How much a word counts that is found just as it was typed.")),
    "stem": (_("the word in another form"), _("For example “planer” for “plan”.")),
    "parts": (_("a part of a compound"), _("For example “objektplan” for “plan”.")),
    "fold": (_("without å, ä and ö"), _("Found only when the marks above the letters are left out.")),
    "title": (_("in the title"), _("How much a word counts that stands in the title.")),
    "body": (_("in the text"), _("How much a word counts that stands in the text.")),
    "synonym": (_("a synonym"), _("What a synonym counts beside the word itself, which is 1.")),
    "phrase": (_("the words together"), _("What is added when the title has the words in the order they were typed.")),
    "recency": (_("recent news"), _("What a news item of today gets beside one that is long past.")),
}


def _weight(one):
    label, help_text = WEIGHT_WORDS[one.name]
    limits = [MinValueValidator(LEAST_WEIGHT), MaxValueValidator(MOST_WEIGHT)]
    return models.FloatField(label, default=one.default, validators=limits, help_text=help_text)


class SearchWeights(TuningRow):
    """How much each kind of match counts. One row at most; without one, the defaults of :class:`Weights` hold."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, editable=False)
    # One for each field of Weights, so that none can be forgotten.
    vars().update({one.name: _weight(one) for one in fields(Weights)})

    class Meta:
        verbose_name = _("weights of the search")
        verbose_name_plural = _("weights of the search")
        default_permissions = ("change",)
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="search_weights_once")]

    def __str__(self):
        return gettext("Weights of the search")

    def save(self, *args, **kwargs):
        self.pk = self.ONLY
        super().save(*args, **kwargs)

    @classmethod
    def current(cls):
        """The row, or one with the defaults that is not saved yet."""
        return cls.objects.filter(pk=cls.ONLY).first() or cls(pk=cls.ONLY)

    def clean(self):
        sentence = gettext("At least one of %(names)s must be above 0, or nothing is found.")
        for names in (("exact", "stem"), ("title", "body")):
            if not any(getattr(self, name) for name in names):
                both = " / ".join(f"“{WEIGHT_WORDS[name][0]}”" for name in names)
                raise ValidationError({names[0]: sentence % {"names": both}})


class Pick(TuningRow):
    """A page or a document that a search shows first, or not at all. Those who may not see it do not see it here either:
    the result page asks the index."""

    class Kind(models.TextChoices):
        PICK = PICK, _("show first")
        EXCLUDE = EXCLUDE, _("do not show")

    language = models.CharField(_("language"), max_length=10, choices=languages, default="sv")
    query = models.CharField(
        _("search words"),
        max_length=MOST_OF_QUERY,
        help_text=_("It holds when somebody searches for exactly these words. Capitals and signs do not matter."),
    )
    key = models.CharField(max_length=MOST_OF_QUERY, editable=False)
    kind = models.CharField(_("what to do"), max_length=10, choices=Kind, default=Kind.PICK)
    # What the search points at is gone with it, and then there is nothing left to show.
    page = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("page")
    )
    document = models.ForeignKey(
        get_document_model_string(),
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document"),
        help_text=_("Choose either a page or a document."),
    )
    order = models.PositiveSmallIntegerField(
        _("place"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(99)],
        help_text=_("The lowest number stands first among those for the same words."),
    )
    ends_on = models.DateField(_("last day"), default=in_a_year, help_text=_("It ends by itself after this day."))
    note = models.CharField(_("note"), max_length=200, blank=True, help_text=_("For other editors."))

    class Meta:
        verbose_name = _("pick for a search")
        verbose_name_plural = _("picks and exclusions")
        ordering = ["key", "language", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page__isnull=False, document__isnull=True)
                | models.Q(page__isnull=True, document__isnull=False),
                name="search_pick_one_thing",
            ),
            models.UniqueConstraint(fields=["language", "key", "page"], name="search_pick_page_once"),
            models.UniqueConstraint(fields=["language", "key", "document"], name="search_pick_document_once"),
        ]

    def __str__(self):
        return f"{self.query}: {self.get_kind_display()}"

    def save(self, *args, update_fields=None, **kwargs):
        self.key = normal(self.query)[:MOST_OF_QUERY]
        if update_fields is not None and "query" in update_fields:
            update_fields = {*update_fields, "key"}
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def ended(self):
        return self.ends_on < timezone.localdate()

    @property
    def target(self):
        """The page or the document."""
        return self.page or self.document

    def clean(self):
        errors = {}
        self.query = " ".join(self.query.split())
        self.key = normal(self.query)
        if self.query and not self.key:
            errors["query"] = gettext("Write at least one word of letters or digits.")
        elif len(self.key) > MOST_OF_QUERY:
            errors["query"] = gettext("Write fewer words.")  # some letters become two small ones
        if (self.page_id is None) == (self.document_id is None):
            errors["page"] = gettext("Choose either a page or a document.")
        elif self._same().exists():
            sentence = gettext("It is already picked or excluded for these words. Change that one instead.")
            errors[PAGE if self.page_id else DOCUMENT] = sentence
        if errors:
            raise ValidationError(errors)

    def _same(self):
        rows = type(self).objects.filter(language=self.language, key=self.key)
        return rows.filter(page_id=self.page_id, document_id=self.document_id).exclude(pk=self.pk)


def _changed(**kwargs):
    state.touch(state.CONFIG)


# A queryset deletes row by row, in one transaction, because these signals are asked for; a fixture sends them, too.
for _model in (SynonymGroup, SearchWeights, Pick):
    post_save.connect(_changed, sender=_model, dispatch_uid=f"search.tuning.saved.{_model.__name__}")
    post_delete.connect(_changed, sender=_model, dispatch_uid=f"search.tuning.deleted.{_model.__name__}")
