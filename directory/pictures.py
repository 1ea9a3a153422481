"""Pictures that people upload: checked, turned upright, stripped of what the camera wrote, and made once in two sizes.

The name of a file is a digest of its contents with its measure, `3f2a…-1200x800.webp`: what a programme was published
with stays when the row gets another picture. Beside it lies the small size, `3f2a…-1200x800.small.webp`. The digest is
keyed with the secret of the site and the folder: files lie in public before what they show is public, and who has a
picture must not find out by its address that it is there.
"""

import re
import struct
import warnings
from io import BytesIO

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from PIL import ExifTags, Image

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 50_000_000  # of the upload; Pillow itself only warns below 179 million
MAX_PIXELS_OF_WEBP = 20_000_000  # to decode one takes four times the memory that a PNG takes
FORMATS = ["JPEG", "PNG", "WEBP"]
WIDE, SMALL = 1600, 480  # the longest side, in pixels
BAND = 64  # rows of the picture that are made at a time

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# What Pillow raises where a file is damaged.
UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    struct.error,
    AttributeError,
    TypeError,
    ArithmeticError,
    LookupError,
)


def upright(upload):
    """The image in an upload, decoded, turned as the camera says, without anything but its pixels.

    Units:  of a large one, the longest side has between `WIDE` pixels and twice as many.
    Errors: ValidationError with one sentence for a file that is too large, too many pixels, or no picture at all.
    """
    if upload.size > MAX_BYTES:
        raise ValidationError(
            _("The file has %(megabytes)d MB; a picture may have at most %(most)d."),
            code="picture_too_large",
            params={"megabytes": upload.size // 1024**2, "most": MAX_BYTES // 1024**2},
        )
    try:
        upload.seek(0)
        with warnings.catch_warnings():  # Pillow warns where we refuse, and of what we do not read
            warnings.simplefilter("ignore")
            image = Image.open(upload, formats=FORMATS)
            check_pixels(image)
            image.draft(None, (WIDE, WIDE))
            image.load()
            turn = TURNS.get(orientation(image))
    except Image.DecompressionBombError:
        raise too_many_pixels(_("more than 170")) from None
    except UNREADABLE as error:
        raise ValidationError(
            _("This is not a JPEG, PNG or WebP picture, or the file is damaged."), code="picture_invalid"
        ) from error
    image = reduced(image)
    return image.transpose(turn) if turn is not None else image


def orientation(image):
    """How the camera was held, 1 to 8; nothing else of what it wrote is looked at."""
    try:
        found = image.getexif().get(ExifTags.Base.Orientation)
    except UNREADABLE:
        return 1
    return found if isinstance(found, int) else 1


def reduced(image):
    """An image in colours of 8 bits, with less than twice `WIDE` pixels a side.

    Made band by band, because a large one takes as much memory as we can spare already.
    """
    has_alpha = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    mode, factor = "RGBA" if has_alpha else "RGB", max(1, max(image.size) // WIDE)
    made = Image.new(mode, tuple(-(-side // factor) for side in image.size))
    for top in range(0, image.height, BAND * factor):
        band = image.crop((0, top, image.width, min(top + BAND * factor, image.height)))
        made.paste(in_eight_bits(band).convert(mode).reduce(factor), (0, top // factor))
    return made


def in_eight_bits(image):
    """Of 16 bits a pixel, the upper 8 are the picture."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")


def check_pixels(image):
    most = MAX_PIXELS_OF_WEBP if image.format == "WEBP" else MAX_PIXELS
    if image.width * image.height > most:
        raise too_many_pixels(round(image.width * image.height / 1_000_000), most)


def too_many_pixels(megapixels, most=MAX_PIXELS):
    return ValidationError(
        _("The picture has %(megapixels)s megapixels; at most %(most)d are accepted. Please make it smaller first."),
        code="picture_too_many_pixels",
        params={"megapixels": megapixels, "most": most // 1_000_000},
    )


def encoded(image, longest):
    """The image as WebP bytes, its longest side at most `longest` pixels, and its measure."""
    image = image.copy()
    image.thumbnail((longest, longest))
    stream = BytesIO()
    image.save(stream, "WEBP", quality=82, method=4)
    return stream.getvalue(), image.size


def small_name(name):
    return re.sub(r"\.webp$", ".small.webp", name)


def measure(name):
    """Width and height in pixels, read from the name of a stored picture."""
    width, height = re.search(r"-(\d+)x(\d+)", name).groups()
    return int(width), int(height)


class PictureFormField(forms.ImageField):
    """Takes an upload and hands on the picture made from it, never the bytes that came in."""

    def __init__(self, *, folder="", **options):
        super().__init__(**options)
        self.folder = folder

    def to_python(self, data):
        upload = forms.FileField.to_python(self, data)
        if upload is None:
            return None
        contents, (width, height) = encoded(upright(upload), WIDE)
        digest = salted_hmac(f"pictures: {self.folder}", contents, algorithm="sha256").hexdigest()[:20]
        return ContentFile(contents, name=f"{digest}-{width}x{height}.webp")


class PictureField(models.ImageField):
    """An image field whose uploads are pictures as above."""

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PictureFormField, "folder": self.upload_to, **kwargs})

    def pre_save(self, instance, add):
        """Writes the small size beside a new picture; one that is stored already, under its digest, is used again."""
        picture = getattr(instance, self.attname)
        if not picture or picture._committed:
            return super().pre_save(instance, add)
        name = self.generate_filename(instance, picture.name)
        if picture.storage.exists(small_name(name)):
            setattr(instance, self.attname, name)
            return getattr(instance, self.attname)
        picture = super().pre_save(instance, add)
        with picture.storage.open(picture.name) as stream:
            contents, _measure = encoded(Image.open(stream), SMALL)
        picture.storage.save(small_name(picture.name), ContentFile(contents))
        return picture
