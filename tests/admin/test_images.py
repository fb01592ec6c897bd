"""Uploading pictures: every bad file gets a sentence on its field, before it takes memory, and never a server error."""

import io
import json
import re
from pathlib import Path

import pytest
from django.urls import reverse
from PIL import Image as Pillow
from wagtail.images import get_image_model
from wagtail.models import UploadedFile

from nackamodellen.images import CheckedImageField
from tests.admin.conftest import huge_png, picture, told, upload

pytestmark = pytest.mark.django_db
Image = get_image_model()
DAMAGED = "The file is damaged or is no picture. Save it again as JPEG or PNG and upload it anew."
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'


def animated(frames, size):
    out = io.BytesIO()
    steps = [Pillow.new("P", size, number % 250) for number in range(frames)]
    steps[0].save(out, "GIF", save_all=True, append_images=steps[1:])
    return out.getvalue()


def corrupt_png():
    """Right length and right header, nonsense in the middle."""
    data = bytearray(picture("PNG"))
    at = data.index(b"IDAT") + 20
    data[at : at + 40] = b"\x55" * 40
    return bytes(data)


BAD = {
    "truncated jpeg": ("a.jpg", lambda: picture(size=(600, 400))[:3000]),
    "jpeg without its last bytes": ("a.jpg", lambda: picture(size=(600, 400))[:-200]),
    "truncated png": ("a.png", lambda: picture("PNG", (300, 300))[:5000]),
    "corrupt png": ("a.png", corrupt_png),
    "truncated gif": ("a.gif", lambda: picture("GIF", (300, 300), "P")[:3000]),
    "truncated webp": ("a.webp", lambda: picture("WEBP", (300, 300))[:2000]),
    "truncated avif": ("a.avif", lambda: picture("AVIF", (300, 300))[:1500]),
    "header alone": ("a.jpg", lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"),
    "text as jpg": ("a.jpg", lambda: b"this is no picture"),
    "page as png": ("a.png", lambda: b"<html><script>alert(1)</script></html>"),
    "svg as png": ("a.png", lambda: SVG),
    "png as jpg": ("a.jpg", lambda: picture("PNG")),
    "svg": ("a.svg", lambda: SVG),
    "no ending": ("picture", picture),
    "bmp": ("a.bmp", lambda: picture("BMP")),
    "empty": ("a.jpg", lambda: b""),
    "11 MB": ("a.jpg", lambda: picture() + b"\0" * (11 * 1024 * 1024)),
    "100 megapixels": ("a.png", huge_png),
    "too many frames": ("a.gif", lambda: animated(30, (1000, 1000))),
}
WHY = {
    "svg": "avif, gif, jpg",
    "bmp": "avif, gif, jpg",
    "no ending": "avif, gif, jpg",
    "png as jpg": "png",
    "empty": "tom",
    "11 MB": "10,0",
    "100 megapixels": "25000000",
    "too many frames": "25000000",
}


@pytest.fixture(scope="module")
def files():
    """{case: (name, content)}, each made once."""
    return {case: (name, make()) for case, (name, make) in BAD.items()}


def error_on_file(response):
    """What is said at the field of the file."""
    return " ".join(response.context["form"].errors["file"])


def is_said(case, sentence):
    from django.utils.translation import gettext

    assert sentence
    if case in WHY:
        assert WHY[case] in sentence.replace("\xa0", "").replace(" ", "") or WHY[case] in sentence.replace("\xa0", " ")
    else:
        assert sentence == gettext(DAMAGED)


class TestBadFiles:
    @pytest.mark.parametrize("case", BAD)
    def test_the_single_screen(self, editor, files, case):
        name, content = files[case]
        data = {"title": "Bild", "description": "En bild", "tags": "", "file": upload(name, content)}
        response = editor.post("/admin/images/add/", data)
        assert response.status_code == 200
        is_said(case, error_on_file(response))
        assert error_on_file(response).replace("'", "&#x27;")[:30] in response.content.decode()
        assert 'value="En bild"' in response.content.decode()
        assert not Image.objects.exists()

    @pytest.mark.parametrize("case", BAD)
    def test_the_screen_for_many(self, editor, files, case):
        name, content = files[case]
        response = editor.post(
            "/admin/images/multiple/add/",
            {"title": "Bild", "files[]": upload(name, content)},
            headers={"x-requested-with": "XMLHttpRequest"},
        )
        assert response.status_code == 200
        answer = json.loads(response.content)
        assert answer["success"] is False
        is_said(case, answer["error_message"])
        assert not Image.objects.exists()
        assert not UploadedFile.objects.exists()

    @pytest.mark.parametrize("case", BAD)
    def test_the_chooser(self, editor, files, case):
        name, content = files[case]
        prefix = "image-chooser-upload"
        data = {f"{prefix}-title": "Bild", f"{prefix}-description": "En bild", f"{prefix}-tags": ""}
        data[f"{prefix}-file"] = upload(name, content)
        response = editor.post("/admin/images/chooser/create/", data, headers={"x-requested-with": "XMLHttpRequest"})
        assert response.status_code == 200
        answer = json.loads(response.content)
        assert answer["step"] == "reshow_creation_form"
        assert "error-message" in answer["htmlFragment"]
        assert not Image.objects.exists()

    def test_a_good_picture_is_not_replaced_by_a_bad_one(self, editor, files):
        add(editor)
        image = Image.objects.get()
        before = image.file.name
        name, content = files["truncated jpeg"]
        data = {"title": "Bild", "description": "En bild", "tags": "", "file": upload(name, content)}
        response = editor.post(f"/admin/images/{image.pk}/", data)
        assert response.status_code == 200
        assert told(response, DAMAGED)
        image.refresh_from_db()
        assert image.file.name == before
        assert image.file.storage.exists(before)


def add(client, name="a.jpg", content=None, **more):
    data = {"title": "Bild", "description": "Ett brusigt fält", "tags": "", **more}
    return client.post("/admin/images/add/", {**data, "file": upload(name, content or picture())})


def peak(function):
    """By how many bytes the process grew at most while the function ran."""
    reset, status = Path("/proc/self/clear_refs"), Path("/proc/self/status")
    if not reset.exists():
        pytest.skip("Only Linux tells the most memory a process took, from a moment on.")
    try:
        reset.write_text("5")
    except OSError:
        pytest.skip("This process may not reset its own count of the most memory it took.")

    def kilobytes(name):
        return int(re.search(rf"^{name}:\s+(\d+)", status.read_text(), re.MULTILINE)[1])

    before = kilobytes("VmRSS")
    function()
    return (kilobytes("VmHWM") - before) * 1024


class TestMemory:
    def test_a_hundred_megapixels_are_refused_without_being_decoded(self, editor, huge):
        assert len(huge) < 1024 * 1024
        add(editor)  # whatever a first upload loads is loaded now
        grown = peak(lambda: add(editor, "huge.png", huge))
        assert grown < 100 * 1024 * 1024
        assert Image.objects.count() == 1

    def test_the_measure_would_see_it_decoded(self, huge):
        def decode():
            with Pillow.open(io.BytesIO(huge)) as found:
                found.load()

        Pillow.MAX_IMAGE_PIXELS, before = None, Pillow.MAX_IMAGE_PIXELS
        try:
            assert peak(decode) > 200 * 1024 * 1024
        finally:
            Pillow.MAX_IMAGE_PIXELS = before

    def test_a_big_but_allowed_photograph_takes_little(self, editor):
        big = picture(size=(5600, 4400), quality=30)
        assert peak(lambda: CheckedImageField().clean(upload("big.jpg", big))) < 150 * 1024 * 1024


class TestGoodFiles:
    @pytest.mark.parametrize(
        "name, content",
        [
            ("a.jpg", lambda: picture()),
            ("a.JPEG", lambda: picture()),
            ("cmyk.jpg", lambda: picture(mode="CMYK")),
            ("grey.jpg", lambda: picture(mode="L")),
            ("a.png", lambda: picture("PNG", mode="RGBA")),
            ("one-bit.png", lambda: picture("PNG", mode="1")),
            ("sixteen-bit.png", lambda: picture("PNG", mode="I;16")),
            ("palette.png", lambda: picture("PNG", mode="P")),
            ("a.gif", lambda: animated(3, (40, 40))),
            ("a.webp", lambda: picture("WEBP")),
            ("a.avif", lambda: picture("AVIF")),
            ("å ä ö.jpg", lambda: picture()),
            ("pixel.png", lambda: picture("PNG", (1, 1))),
        ],
    )
    def test_it_is_kept_and_its_screens_open(self, editor, name, content):
        response = add(editor, name, content())
        assert response.status_code == 302
        image = Image.objects.get()
        assert image.default_alt_text == "Ett brusigt fält"
        assert image.uploaded_by_user.username == "editor"
        for path in ("/admin/images/", f"/admin/images/{image.pk}/", f"/admin/images/usage/{image.pk}/"):
            assert editor.get(path).status_code == 200
        chosen = editor.get(reverse("wagtailimages_chooser:chosen", args=[image.pk]))
        assert json.loads(chosen.content)["result"]["default_alt_text"] == "Ett brusigt fält"

    def test_what_is_not_the_picture_is_not_handed_out(self, client, editor):
        add(editor)
        assert Image.objects.get().file.name.startswith("original_images/")
        assert client.get(f"/media/{Image.objects.get().file.name}").status_code == 404


class TestAlternativeText:
    def test_it_is_demanded_on_the_single_screen(self, editor):
        response = add(editor, description=" ")
        assert response.status_code == 200
        assert list(response.context["form"].errors) == ["description"]
        assert not Image.objects.exists()

    def test_the_screen_for_many_asks_for_it_before_it_keeps_the_picture(self, editor):
        headers = {"x-requested-with": "XMLHttpRequest"}
        data = {"title": "Bild", "files[]": upload("a.jpg", picture())}
        answer = json.loads(editor.post("/admin/images/multiple/add/", data, headers=headers).content)
        assert answer["success"] is True
        assert not Image.objects.exists()
        key = answer["uploaded_file_id"]
        assert "description" in answer["form"]
        address = f"/admin/images/multiple/create_from_uploaded_image/{key}/"
        prefix = f"uploaded-image-{key}"
        without = editor.post(address, {f"{prefix}-title": "Bild", f"{prefix}-tags": ""}, headers=headers)
        assert json.loads(without.content)["success"] is False
        words = {f"{prefix}-title": "Bild", f"{prefix}-description": "Ett fält", f"{prefix}-tags": ""}
        assert json.loads(editor.post(address, words, headers=headers).content)["success"] is True
        assert Image.objects.get().description == "Ett fält"

    def test_the_chooser_demands_it_too(self, editor):
        prefix = "image-chooser-upload"
        data = {f"{prefix}-title": "Bild", f"{prefix}-tags": "", f"{prefix}-file": upload("a.jpg", picture())}
        response = editor.post("/admin/images/chooser/create/", data, headers={"x-requested-with": "XMLHttpRequest"})
        assert json.loads(response.content)["step"] == "reshow_creation_form"
        assert not Image.objects.exists()

    def test_the_screen_says_what_it_is_for_and_has_a_focal_point(self, editor):
        add(editor)
        response = editor.get(f"/admin/images/{Image.objects.get().pk}/")
        assert told(response, "Alternative text")
        assert told(response, "What the picture shows, in a sentence, for those who cannot see it.")
        assert 'name="focal_point_x"' in response.content.decode()
