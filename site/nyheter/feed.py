"""News as Atom, through Django's own feed writer."""

import re
from datetime import datetime, time

from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language

_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _xml(text):
    """``text`` without the characters that XML has no way to write; a paste may bring them."""
    return _NO_XML.sub("", text)


def atom_feed(request, index, news, title):
    """The feed (text) of ``news``, a list of news pages. Times are midnight in the site's time zone."""
    home = request.build_absolute_uri(index.get_url(request))
    feed = Atom1Feed(
        title=title,
        link=home,
        description=_xml(index.lead),
        language=get_language(),
        feed_url=request.build_absolute_uri(),
        feed_guid=home,
    )
    for item in news:
        published = timezone.make_aware(datetime.combine(item.published_on, time()))
        feed.add_item(
            title=_xml(item.title),
            link=request.build_absolute_uri(item.get_url(request)),
            description=_xml(item.lead),
            pubdate=published,
            updateddate=item.last_published_at or published,
            unique_id=f"urn:uuid:{item.translation_key}",
            author_name=_xml(item.content_owner),
        )
    return feed.writeString("utf-8")
