"""The made pages in the database, written in bulk, and what is planted so that an index no longer tells the truth."""

from random import Random

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from grund.models.page import a_year_from_now
from home.models import HomePage
from search.models import Channels, Entry
from sidor.models import StandardPage

from . import corpus

SLUG = "matning"
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BATCH = 500
_INSERT = "INSERT INTO sidor_standardpage (page_ptr_id, lead, content_owner, review_date, body) VALUES (%s, '', 'Funktion', %s, %s)"


def _step(number):
    """A step of a tree path: four signs, from 1 on."""
    signs = ""
    for _ in range(4):
        number, rest = divmod(number, 36)
        signs = SIGNS[rest] + signs
    return signs


def make(number):
    """So many pages under one page below the start page."""
    home = HomePage.objects.get(locale__language_code="sv")
    top = StandardPage(title="Mätning", slug=SLUG, content_owner="Funktion", locale=home.locale)
    home.add_child(instance=top)
    now, until = timezone.now(), a_year_from_now()
    kind = ContentType.objects.get_for_model(StandardPage)
    for start in range(1, number + 1, BATCH):
        numbers = range(start, min(start + BATCH, number + 1))
        rows = []
        for place in numbers:
            title = corpus.title_of(place)
            rows.append(
                Page(
                    path=top.path + _step(place), depth=top.depth + 1, numchild=0, title=title, draft_title=title,
                    slug=f"p{place}", url_path=f"{top.url_path}p{place}/", content_type=kind, locale=home.locale,
                    live=True, has_unpublished_changes=False, first_published_at=now, last_published_at=now,
                )
            )  # fmt: skip
        with transaction.atomic():
            made = Page.objects.bulk_create(rows)
            with connection.cursor() as cursor:
                cursor.executemany(
                    _INSERT,
                    [(page.pk, until, corpus.body_of(place)) for page, place in zip(made, numbers, strict=True)],
                )
    Page.objects.filter(pk=top.pk).update(numchild=number)


def settle():
    """What PostgreSQL's autovacuum does within a minute of so many new rows. SQLite never does it by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def plant(share, seed):
    """Make so large a share of the entries wrong behind the index's back: a third gone, a third of pages renamed without
    a signal, a third of pages deleted raw. Gives how many."""
    rng = Random(f"drift-{seed}")
    keys = sorted(Page.objects.filter(slug__regex="^p[0-9]+$", live=True).values_list("pk", flat=True))
    wrong = rng.sample(keys, int(len(keys) * share))
    gone, renamed, deleted = wrong[0::3], wrong[1::3], wrong[2::3]
    entries = list(Entry.objects.filter(source="page", key__in=[str(key) for key in gone]).values_list("pk", flat=True))
    with transaction.atomic():
        Channels.objects.filter(entry_id__in=entries)._raw_delete("default")
        Entry.objects.filter(pk__in=entries)._raw_delete("default")
        for key in renamed:
            Page.objects.filter(pk=key).update(title=f"{corpus.title_of(key)} {rng.randrange(10**6)}")
        ReferenceIndex.objects.filter(object_id__in=[str(key) for key in deleted]).delete()
        for table in ("sidor_standardpage", "wagtailcore_page"):
            column = "page_ptr_id" if table == "sidor_standardpage" else "id"
            with connection.cursor() as cursor:
                cursor.executemany(f"DELETE FROM {table} WHERE {column} = %s", [(key,) for key in deleted])
    return len(wrong)
