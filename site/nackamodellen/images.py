"""An uploaded picture is looked at before anything decodes it, and a sentence says what is wrong with it."""

import warnings

from django.core.exceptions import ValidationError
from django.forms.fields import FileField
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pillow
from wagtail.images.fields import WagtailImageField

FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")  # nothing else is even tried: EPS would start another program


class CheckedImageField(WagtailImageField):
    """Refuses by size, ending and the number of pixels in the header; only what is left is decoded, once, to see
    whether it can be. Wagtail's own field decodes first, which takes the memory of a picture that is then refused,
    and lets a decoder's error through as a server error."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.error_messages["invalid_image"] = _(
            "The file is damaged or is no picture. Save it again as JPEG or PNG and upload it anew."
        )

    def to_python(self, data):
        file = FileField.to_python(self, data)
        if file is None:
            return None
        self.check_image_file_size(file)
        self.run_validators(file)  # the ending
        self.check_content(file)
        return super().to_python(data)

    def check_content(self, file):
        """Raise a ValidationError for too many pixels or for what cannot be decoded to the end."""
        file.seek(0)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", Pillow.DecompressionBombWarning)
                with Pillow.open(file, formats=FORMATS) as picture:  # reads the header alone
                    self.check_pixels(picture)
                    picture.draft(None, (1, 1))  # a JPEG is read to its end, but at an eighth of its size
                    picture.load()
        except (Pillow.DecompressionBombWarning, Pillow.DecompressionBombError):
            raise self.too_many(_("unknown number")) from None
        except ValidationError:
            raise
        except Exception:
            # Decoders raise whatever they like: OSError, SyntaxError, struct.error, zlib.error, ValueError …
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from None
        finally:
            file.seek(0)

    def check_pixels(self, picture):
        pixels = picture.width * picture.height
        if pixels <= self.max_image_pixels:
            pixels *= getattr(picture, "n_frames", 1)
        if pixels > self.max_image_pixels:
            raise self.too_many(pixels)

    def too_many(self, pixels):
        words = {"num_pixels": pixels, "max_pixels_count": self.max_image_pixels}
        return ValidationError(self.error_messages["file_too_many_pixels"] % words, code="file_too_many_pixels")

    def check_image_pixel_size(self, f):
        """Done already, from the header."""
