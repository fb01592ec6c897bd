"""Numbers in the database that tell every process whether what it has read earlier still holds."""

from django.db import connection, transaction

CONFIG = "config"  # synonyms, weights, picks, glossary
WORDS = "words"  # words were added
COUNT = "count"  # the words were counted anew
TOTAL = "total"  # how many entries there were at the last count
LENGTH = "length"  # how many words a body had on average at the last count
LEXICON = "lexicon"  # the words that compounds are split with


def touch(name):
    """Let every process read ``name`` anew. Inside the caller's transaction; it waits for nobody."""
    from .models import Touch

    Touch.objects.create(name=name)


def sum_up():
    """Make one row of the many that counted a number up. What is counted meanwhile stays as it is."""
    from .models import Touch

    for name in Touch.objects.values_list("name", flat=True).distinct():
        with transaction.atomic():
            rows = list(Touch.objects.select_for_update().filter(name=name).values_list("pk", "number"))
            if len(rows) > 1:
                Touch.objects.filter(pk__in=[pk for pk, _number in rows]).delete()
                Touch.objects.create(name=name, number=sum(number for _pk, number in rows))


def numbers():
    """{name: number}, with ``pending`` as the number of changes that Elasticsearch has not seen. One query."""
    sql = (
        "SELECT name, number FROM search_state UNION ALL SELECT 'pending', COUNT(*) FROM search_pending "
        "UNION ALL SELECT name, CAST(SUM(number) AS bigint) FROM search_touch GROUP BY name"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return dict(cursor.fetchall())


def lexicon(language):
    """The site's own words that compounds of ``language`` are split with."""
    return text(f"lexicon-{language}").split()


def text(name):
    """The text that is kept under a name."""
    from .models import State

    return State.objects.filter(name=name).values_list("text", flat=True).first() or ""


def store(name, number=0, text=""):
    """Set a number, or keep a text."""
    from .models import State

    State.objects.update_or_create(name=name, defaults={"number": number, "text": text})
