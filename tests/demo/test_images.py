"""The demo's pictures: small files, words for those who do not see them, loaded once, and sizes made before the first visit."""

import io
import re
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import transaction
from django.template.loader import render_to_string
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

from grund.blocks import FigureBlock
from nackamodellen.demo.content.model import MODEL, MODEL_EN
from nackamodellen.demo.content.news import NEWS
from nackamodellen.demo.content.pictures import PICTURES
from nackamodellen.demo.images import FOLDER, load_images
from nackamodellen.demo.streams import Refs

MOST_BYTES = 60_000
SAND = (0xF6, 0xF2, 0xEA)
TEMPLATE = "grund/blocks/figure.html"


def figures(body):
    """The figures of a body as the content holds them, those of its sections too."""
    for kind, value in body:
        if kind == "figure":
            yield value
        elif kind == "section":
            yield from figures(value["body"])


def all_figures():
    found = [value for item in NEWS for value in figures(item["body"])]
    for model in (MODEL, MODEL_EN):
        found += [value for section in model["sections"] for value in figures(section["body"])]
    return found


class Tags(HTMLParser):
    """The start tags of a piece of HTML, in order."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def of(self, tag):
        return [attributes for name, attributes in self.found if name == tag]


@pytest.mark.pure
@pytest.mark.parametrize("item", PICTURES, ids=lambda item: item["image"])
def test_a_picture_is_small_and_has_its_source(item):
    content = (FOLDER / item["image"]).read_bytes()
    assert len(content) < MOST_BYTES
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1600, 1000))
        rgb = picture.convert("RGB")
        assert {rgb.getpixel(corner) for corner in ((2, 2), (1597, 2), (2, 997))} == {SAND}, "a panel of its own"
    source = (FOLDER / item["image"]).with_suffix(".svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 1600 1000"' in source
    assert not re.search(r"gradient|filter|<text|<image|https?://(?!www\.w3\.org/2000/svg)", source, re.IGNORECASE)


@pytest.mark.pure
def test_nothing_else_lies_among_the_pictures():
    names = {item["image"] for item in PICTURES}
    assert {file.name for file in FOLDER.iterdir()} == names | {name.replace(".png", ".svg") for name in names}


@pytest.mark.pure
@pytest.mark.parametrize("item", PICTURES, ids=lambda item: item["image"])
def test_what_must_stay_lies_inside(item):
    x, y, width, height = item["focal_point"]
    assert width / 2 <= x <= 1600 - width / 2
    assert height / 2 <= y <= 1000 - height / 2


@pytest.mark.pure
def test_every_figure_says_what_is_seen_and_why():
    found = all_figures()
    assert {value["image"] for value in found} == {item["image"] for item in PICTURES}
    for value in found:
        assert 40 <= len(value["alt_text"]) <= 160
        assert value["alt_text"].endswith(".")
        assert value["caption"].endswith(".")
        assert value["caption"] != value["alt_text"]


@pytest.mark.pure
def test_the_english_page_has_words_of_its_own():
    (swedish,) = [value for section in MODEL["sections"] for value in figures(section["body"])]
    (english,) = [value for section in MODEL_EN["sections"] for value in figures(section["body"])]
    assert swedish["image"] == english["image"]
    assert not {swedish["alt_text"], swedish["caption"]} & {english["alt_text"], english["caption"]}
    assert not re.search("[åäö]", english["alt_text"] + english["caption"])


@pytest.mark.pure
def test_words_for_one_page_do_not_change_those_of_another():
    refs = Refs({}, {}, {"a.png": SimpleNamespace()})
    first, second = refs.image("a.png", "På svenska."), refs.image("a.png", "In English.")
    assert (first.contextual_alt_text, second.contextual_alt_text) == ("På svenska.", "In English.")


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The pictures, loaded once for this module and rolled back after it; a test that changes them has a savepoint."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_images()
        transaction.set_rollback(True)


@pytest.fixture
def images(loaded, db):
    return loaded


def test_loading_again_adds_nothing(images):
    sizes = get_image_model().get_rendition_model().objects
    before = sizes.count(), {image.file.name for image in images.values()}
    again = load_images()
    assert {name: image.pk for name, image in again.items()} == {name: image.pk for name, image in images.items()}
    assert get_image_model().objects.count() == len(PICTURES)
    assert (sizes.count(), {image.file.name for image in again.values()}) == before


def test_an_image_has_its_name_words_and_focal_point(images):
    for item in PICTURES:
        image = images[item["image"]]
        assert image.file.name == f"original_images/{item['image']}"
        assert image.default_alt_text == item["alt_text"]
        assert (image.width, image.height) == (1600, 1000)
        assert image.has_focal_point()
        assert image.file_size
        assert image.file_hash


def test_a_file_left_by_a_database_that_is_gone_does_not_change_the_name(images):
    get_image_model().get_rendition_model().objects.all().delete()
    get_image_model().objects.all().delete()  # the files stay until the end of the transaction
    for name, image in load_images().items():
        assert image.file.name == f"original_images/{name}"


def test_every_size_of_the_figure_is_made_when_the_demo_is_loaded(images, django_assert_num_queries):
    image = get_image_model().objects.get(pk=images["objektforum.png"].pk)
    image.contextual_alt_text, image.decorative = "Fem personer vid ett bord.", False
    made = get_image_model().get_rendition_model().objects.filter(image=image).count()
    render_to_string(TEMPLATE, {"value": {"image": image, "caption": ""}})
    with django_assert_num_queries(0):  # the process remembers
        html = render_to_string(TEMPLATE, {"value": {"image": image, "caption": "Mötet."}})
    assert get_image_model().get_rendition_model().objects.filter(image=image).count() == made == 6
    tags = Tags(html)
    (source,), (picture,) = tags.of("source"), tags.of("img")
    assert source["type"] == "image/avif"
    for attributes, ending in ((source, ".avif"), (picture, ".webp")):
        widths = re.findall(rf"\S+{re.escape(ending)} (\d+)w", attributes["srcset"])
        assert widths == ["1200", "800", "400"]
        assert attributes["sizes"]
    assert picture["alt"] == "Fem personer vid ett bord."
    assert (picture["width"], picture["height"]) == ("1200", "750")
    assert (picture["loading"], picture["decoding"]) == ("lazy", "async")
    assert "<figcaption>Mötet.</figcaption>" in html


def test_a_new_process_asks_once_for_all_sizes(images, django_assert_num_queries):
    cache.clear()
    block = FigureBlock()
    assert isinstance(block.child_blocks["image"], ImageBlock)
    raw = {
        "image": {"image": images["inventering.png"].pk, "alt_text": "En lista.", "decorative": False},
        "caption": "",
    }
    with django_assert_num_queries(2):  # the image, its sizes
        html = block.render(block.to_python(raw))
    assert Tags(html).of("img")[0]["alt"] == "En lista."
