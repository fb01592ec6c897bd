"""The demo's words, templates and year wheel events, each with its English row where there is one."""

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from modellen.models import TemplateItem, Term, YearWheelEvent

from .content.template_items import TEMPLATE_ITEMS
from .content.terms import TERMS
from .content.year_wheel import EVENTS
from .documents import build_docx
from .streams import Refs, stream


def _publish(row, made):
    row.save()
    row.save_revision().publish()
    made.append(row)


def _english(row, english, made, **values):
    """Make the English row of ``row`` unless there is one, with the texts that differ."""
    if not type(row).objects.filter(uid=row.uid, locale=english).exists() and not row.get_translation_or_none(english):
        other = row.copy_for_translation(english)
        for name, value in values.items():
            setattr(other, name, value)
        other.live = True
        other.save()
        made.append(other)


def load_terms(swedish, english, made):
    """All words; a discouraged one points at its heir, in both languages. ``made`` gets the new rows, here and below."""
    refs = Refs({}, {}, {})
    synonyms, see_also = Term._meta.get_field("synonyms"), Term._meta.get_field("see_also")
    rows, new = {}, []
    for item in TERMS:
        row = Term.objects.filter(uid=item["uid"], locale=swedish).first()
        if row is None:
            row = Term(
                uid=item["uid"],
                locale=swedish,
                term=item["term"],
                definition=item["definition"],
                english=item["english"],
                abbreviation=item["abbreviation"],
            )
            key = f"term/{item['uid']}"
            row.synonyms = stream(synonyms, [("synonym", word) for word in item["synonyms"]], refs, key)
            row.see_also = stream(see_also, [("term", uid) for uid in item["see_also"]], refs, f"{key}/see")
            row.save()
            new.append(row)
        rows[item["uid"]] = row
    heirs = {item["uid"]: rows[item["replaced_by"]] for item in TERMS if item["replaced_by"]}
    for row in new:
        row.replaced_by = heirs.get(row.uid)
        _publish(row, made)
    in_english = []
    for item in TERMS:
        _english(rows[item["uid"]], english, in_english, term=item["term_en"], definition=item["definition_en"])
    for row in in_english:
        if row.uid in heirs:
            row.replaced_by = heirs[row.uid].get_translation_or_none(english)
            row.save()
    made += in_english


def load_templates(swedish, made):
    """The template library with its real documents. Returns {uid: document}."""
    documents = {}
    for item in TEMPLATE_ITEMS:
        row = TemplateItem.objects.filter(uid=item["uid"], locale=swedish).select_related("document").first()
        if row is None:
            document = get_document_model()(title=item["title"])
            document.file.save(item["filename"], ContentFile(build_docx(item)), save=False)
            document._set_document_file_metadata()
            document.save()
            row = TemplateItem(
                uid=item["uid"],
                locale=swedish,
                document=document,
                **{name: item[name] for name in ("title", "description", "version", "owner", "format_note")},
            )
            _publish(row, made)
        documents[item["uid"]] = row.document
    return documents


def load_year_wheel(swedish, english, pages, made):
    """The year's recurring dates."""
    for item in EVENTS:
        row = YearWheelEvent.objects.filter(uid=item["uid"], locale=swedish).first()
        if row is None:
            (start_month, start_day), end = item["start"], item["end"] or (None, None)
            row = YearWheelEvent(
                locale=swedish,
                start_month=start_month,
                start_day=start_day,
                end_month=end[0],
                end_day=end[1],
                link_page=pages.get(item["link"]),
                reminder_days=", ".join(str(days) for days in item["reminder_days"]),
                **{name: item[name] for name in ("uid", "title", "kind", "audience", "track", "arc_label", "roll")},
            )
            _publish(row, made)
        _english(
            row,
            english,
            made,
            title=item["title_en"],
            audience=item["audience_en"],
            arc_label=item["arc_label_en"],
        )


def stamp(made, moment):
    """Say that the rows in ``made`` were published at ``moment``, so that a load says the same every time."""
    for model in {type(row) for row in made}:
        keys = [row.pk for row in made if type(row) is model]
        model.objects.filter(pk__in=keys, live=True).update(first_published_at=moment, last_published_at=moment)
