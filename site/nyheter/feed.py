"""News as Atom, through Django's own feed writer."""

from datetime import datetime, time

from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language


def atom_feed(request, index, news, title):
    """The feed (text) of ``news``, a list of news pages. Times are midnight in the site's time zone."""
    home = request.build_absolute_uri(index.get_url(request))
    feed = Atom1Feed(
        title=title,
        link=home,
        description=index.lead,
        language=get_language(),
        feed_url=request.build_absolute_uri(),
        feed_guid=home,
    )
    for item in news:
        published = timezone.make_aware(datetime.combine(item.published_on, time()))
        feed.add_item(
            title=item.title,
            link=request.build_absolute_uri(item.get_url(request)),
            description=item.lead,
            pubdate=published,
            updateddate=item.last_published_at or published,
            unique_id=f"urn:uuid:{item.translation_key}",
            author_name=item.content_owner,
        )
    return feed.writeString("utf-8")
