"""The embedded index: one row for everything that can be found, its words, and what belongs to them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """Something that can be found. Narrow on purpose: every hit's row is read to count it.

    ``source`` is the name of the search kind that gave it and ``key`` its key there. ``kind`` is what readers narrow by.
    ``digest`` says what it was made from, ``stamp`` the same of what its source calls a stamp.
    ``typed`` is the title in small letters. ``objects_text``, ``roles_text`` and ``years_text`` hold values with a space around each. It is shown only where the page
    ``page_id`` is shown, to those who may fetch the document ``document_id`` and who have ``audience``: all three are
    asked when somebody searches, so that no index can be behind.
    """

    source = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=10, blank=True)
    title = models.CharField(max_length=400)
    typed = models.CharField(max_length=400, db_index=True)
    url = models.CharField(max_length=600, blank=True)
    where = models.CharField(max_length=400, blank=True)
    page_id = models.IntegerField(null=True)
    document_id = models.IntegerField(null=True)
    audience = models.CharField(max_length=80, blank=True)
    objects_text = models.CharField(max_length=400, blank=True)
    roles_text = models.CharField(max_length=400, blank=True)
    years_text = models.CharField(max_length=200, blank=True)
    day = models.DateField(null=True)
    digest = models.CharField(max_length=40)
    stamp = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("entry of the search index")
        verbose_name_plural = _("entries of the search index")
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="search_entry_once")]
        indexes = [models.Index(fields=["page_id"], name="search_entry_page")]

    def __str__(self):
        return self.title


class Channels(models.Model):
    """The words of an entry, ready for every engine: title (t) and body (b), each as written, as stems, as parts of
    compounds and without å ä ö. A form that equals a word as written stands there only. ``text`` is what snippets are
    cut from. The full-text index of the database follows this
    table by itself: by triggers on SQLite, as a generated column on PostgreSQL."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True)
    text = models.TextField(blank=True)
    t_exact = models.TextField(blank=True)
    t_stem = models.TextField(blank=True)
    t_parts = models.TextField(blank=True)
    t_fold = models.TextField(blank=True)
    b_exact = models.TextField(blank=True)
    b_stem = models.TextField(blank=True)
    b_parts = models.TextField(blank=True)
    b_fold = models.TextField(blank=True)

    class Meta:
        verbose_name = _("words of an entry")
        verbose_name_plural = _("words of entries")

    def __str__(self):
        return str(self.entry_id)


class Word(models.Model):
    """A word that stands in the index, with its stem and in how many entries it stood at the last count."""

    language = models.CharField(max_length=10)
    word = models.CharField(max_length=64)
    stem = models.CharField(max_length=64)
    count = models.IntegerField(default=1)

    class Meta:
        verbose_name = _("word of the search index")
        verbose_name_plural = _("words of the search index")
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="search_word_once")]

    def __str__(self):
        return self.word


class State(models.Model):
    """A number by name that every process asks for: what it has read earlier holds as long as the number does."""

    name = models.CharField(max_length=40, primary_key=True)
    number = models.BigIntegerField(default=0)
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = _("state of the search index")
        verbose_name_plural = _("states of the search index")

    def __str__(self):
        return f"{self.name}: {self.number}"


class Touch(models.Model):
    """One count-up of a number: a row of its own, so that whoever counts waits for nobody. Summed up every night."""

    name = models.CharField(max_length=40)
    number = models.BigIntegerField(default=1)

    class Meta:
        verbose_name = _("change of the search index")
        verbose_name_plural = _("changes of the search index")

    def __str__(self):
        return f"{self.name}: {self.number}"


class Pending(models.Model):
    """An entry that Elasticsearch has not been told about."""

    entry_id = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change for Elasticsearch")
        verbose_name_plural = _("changes for Elasticsearch")
        indexes = [models.Index(fields=["entry_id"], name="search_pending_entry")]

    def __str__(self):
        return str(self.entry_id)
