"""No public page has code of its own, fetches from elsewhere, or sets a cookie."""

import pytest
from wagtail.models import Page

from tests.nackamodellen.scan import Found, fetched_elsewhere


@pytest.mark.pure
def test_the_scan_sees_what_it_looks_for():
    bad = '<p style="x"><a onclick="x" href="javascript:x"><script>x</script><style>x</style><script src="//cdn"></script>'
    assert len(Found(bad).inline) == 5
    assert fetched_elsewhere(bad + '<img src="https://cdn/x.png"><a href="https://digg.se">') == [
        "//cdn",
        "https://cdn/x.png",
    ]


@pytest.mark.django_db
def test_no_page_of_the_demo_has_code_of_its_own_or_fetches_from_elsewhere(client, demo):
    addresses = [page.url for page in Page.objects.live().descendant_of(demo.get_parent()) if page.url]
    addresses += [
        "/sok/?q=objekt",
        "/sok/",
        "/logga-in/",
        "/tillganglighet/kontakt/",
        "/finns-inte/",
        "/en/finns-inte/",
    ]
    wrong, sent = {}, []
    assert len(addresses) > 35
    for address in addresses:
        response = client.get(address)
        text = response.content.decode()
        found = [*Found(text).inline, *fetched_elsewhere(text)]
        if found:
            wrong[address] = found
        assert response.status_code in (200, 404), address
        sent += [address for _ in response.cookies if "kontakt/" not in address and "logga-in" not in address]
    assert wrong == {}
    assert sent == []
