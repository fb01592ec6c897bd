"""Pages of a list: whatever the address says, one of them is shown."""

from django.core.paginator import Paginator


def page_of(items, asked, per_page):
    """The page that ``asked`` names; the first for what is no number, the last for what is beyond."""
    asked = str(asked)[:20]
    paginator = Paginator(items, per_page)
    try:
        number = int(float(asked))
    except (ValueError, OverflowError):
        number = 1
    return paginator.get_page(max(1, min(number, paginator.num_pages)))
