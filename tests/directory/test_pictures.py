"""Pictures that people upload: what is taken is made anew; what is not is refused with a sentence."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageChops, ImageOps

from directory.models import Person
from directory.pictures import MAX_BYTES, PictureField, PictureFormField, measure, small_name
from tests import factories
from tests.filling import errors, filled, opened

NO_PICTURE = "This is not a JPEG, PNG or WebP picture, or the file is damaged."


def written(image, file_format="PNG", **options):
    stream = BytesIO()
    image.save(stream, file_format, **options)
    return stream.getvalue()


def upload(contents, name="picture.png"):
    return SimpleUploadedFile(name, contents, content_type="image/png")


def taken(contents, name="picture.png"):
    """The picture that is made from a file."""
    cleaned = PictureFormField().clean(upload(contents, name))
    return Image.open(BytesIO(cleaned.read())), cleaned.name


def refused(contents, name="picture.png"):
    with pytest.raises(ValidationError) as refusal:
        PictureFormField().clean(upload(contents, name))
    return refusal.value.messages


def plain(mode="RGB", size=(40, 20), colour=None):
    return Image.new(mode, size, colour) if colour is not None else Image.new(mode, size)


def png_that_says(width, height):
    """A small file whose header promises a large picture."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * ((width // 8 + 1) * height), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("contents", "mode"),
    [
        (written(plain()), "RGB"),
        (written(plain(), "JPEG"), "RGB"),
        (written(plain(), "WEBP"), "RGB"),
        (written(plain("L")), "RGB"),
        (written(plain("1")), "RGB"),
        (written(plain("RGBA", colour=(255, 0, 0, 128))), "RGBA"),
        (written(plain("LA", colour=(200, 128))), "RGBA"),
        (written(plain("P")), "RGB"),
        (written(plain("P"), transparency=0), "RGBA"),
        (written(plain("CMYK"), "JPEG"), "RGB"),
        (written(plain("I;16")), "RGB"),
    ],
)
def test_every_kind_of_picture_is_made_into_one_kind(contents, mode):
    picture, name = taken(contents)

    assert (picture.format, picture.size, measure(name)) == ("WEBP", (40, 20), (40, 20))
    assert picture.convert(mode).mode == picture.mode


def test_sixteen_bits_keep_their_brightness():
    middle_grey = Image.new("I;16", (4, 4), 32768)

    picture, _name = taken(written(middle_grey))

    assert [abs(value - 128) <= 3 for value in picture.convert("RGB").getpixel((1, 1))] == [True] * 3


def test_what_the_camera_wrote_is_applied_and_dropped():
    image = plain(size=(40, 20))
    exif = image.getexif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x013B] = "Somebody"

    picture, name = taken(written(image, "JPEG", exif=exif, comment=b"secret"))

    assert (picture.size, measure(name)) == ((20, 40), (20, 40))
    assert dict(picture.getexif()) == {}
    assert picture.info.keys() <= {"loop", "background", "timestamp", "duration"}


# Entries of a camera's notes that Pillow reads but cannot write again: tag, type, number of values, where they stand.
ODD_NOTES = {
    "a number for a text": (0x010E, 11, 4, 8),
    "a number too large": (0x0107, 13, 1, 10**6),
    "a place outside the file": (0x8825, 16, 1, 60),
}


@pytest.mark.parametrize("odd", ODD_NOTES)
@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP"])
def test_odd_notes_of_a_camera_are_no_hindrance(odd, file_format):
    entries = sorted([(0x0112, 3, 1, 6), ODD_NOTES[odd]])
    notes = struct.pack("<2sHIH", b"II", 42, 8, 2) + b"".join(struct.pack("<HHII", *entry) for entry in entries)
    contents = written(plain(size=(40, 20)), file_format, exif=b"Exif\0\0" + notes + b"\0\0\0\0" + b"\xff" * 80)

    picture, _name = taken(contents)

    assert picture.size == (20, 40)


@pytest.mark.parametrize("turned", range(1, 9))
def test_picture_is_turned_as_the_camera_says(turned):
    image = plain(size=(40, 20), colour="black")
    image.paste("white", (0, 0, 20, 10))
    exif = image.getexif()
    exif[0x0112] = turned

    picture, _name = taken(written(image, exif=exif))

    expected = ImageOps.exif_transpose(Image.open(BytesIO(written(image, exif=exif)))).convert("L")
    assert picture.size == expected.size
    assert max(ImageChops.difference(picture.convert("L"), expected).crop((2, 2, 18, 18)).getextrema()) < 64


def test_of_an_animation_the_first_picture_is_taken():
    frames = [plain(colour=colour) for colour in ("red", "blue")]

    picture, _name = taken(written(frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=100))

    assert getattr(picture, "n_frames", 1) == 1


def test_large_pictures_are_made_smaller():
    picture, name = taken(written(plain(size=(3200, 800))))

    assert (picture.size, measure(name)) == ((1600, 400), (1600, 400))


def test_who_has_a_picture_cannot_tell_its_address(settings):
    """Nor from where the same one lies in another folder: a hidden entry's is not found by that of its exhibit."""
    entries, exhibits = (PictureField(upload_to=folder).formfield() for folder in ("entries", "exhibits"))
    picture = written(plain())

    cleaned = [field.clean(upload(picture)) for field in (entries, exhibits)]
    settings.SECRET_KEY = "another site's"
    cleaned.append(entries.clean(upload(picture)))

    assert [len({each.read() for each in cleaned}), len({each.name for each in cleaned})] == [1, 3]


def test_same_picture_has_the_same_name():
    contents = written(plain(colour="red"))

    assert taken(contents, "one.png")[1] == taken(contents, "two.png")[1]


@pytest.mark.parametrize(
    "contents",
    [
        b"\0",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"GIF89a" + b"\0" * 40,
        written(plain(size=(400, 400)), "JPEG")[:400],
        written(plain(size=(400, 400), colour="red"))[:60],
        written(plain(), "GIF"),
        written(plain(), "TIFF"),
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    ],
)
def test_what_is_no_picture(contents):
    assert refused(contents) == [NO_PICTURE]


def test_empty_file():
    assert refused(b"") == ["The submitted file is empty."]


def test_bomb_of_100_megapixels():
    contents = png_that_says(10_000, 10_000)

    assert len(contents) < 20_000
    assert refused(contents) == [
        "The picture has 100 megapixels; at most 50 are accepted. Please make it smaller first."
    ]


def test_bomb_of_200_megapixels():
    contents = png_that_says(20_000, 10_000)

    assert refused(contents) == [
        "The picture has more than 170 megapixels; at most 50 are accepted. Please make it smaller first."
    ]


def test_webp_of_25_megapixels():
    assert refused(written(plain("L", size=(5000, 5000)), "WEBP")) == [
        "The picture has 25 megapixels; at most 20 are accepted. Please make it smaller first."
    ]


def test_large_picture_is_as_sharp_as_it_can_be():
    """Made in bands, whose edges must not show."""
    image = Image.linear_gradient("L").resize((6500, 4100))

    picture, name = taken(written(image))

    expected = image.resize((1600, 1009)).convert("RGB")
    assert measure(name) == expected.size
    assert max(most for _least, most in ImageChops.difference(picture.convert("RGB"), expected).getextrema()) <= 4


def test_file_of_21_megabytes():
    contents = written(plain()) + b"\0" * (MAX_BYTES + 1024**2)

    assert refused(contents) == ["The file has 21 MB; a picture may have at most 20."]


@pytest.fixture
def browser(organiser):
    client = Client()
    client.force_login(organiser)
    return client


@pytest.mark.django_db
def test_picture_in_the_back_office(browser, settings):
    person = factories.person()
    url = reverse("admin:directory_person_change", args=[person.pk])

    response = browser.post(url, opened(browser, url) | {"portrait": upload(written(plain(size=(960, 480))))})

    assert response.status_code == 302
    person.refresh_from_db()
    assert measure(person.portrait.name) == (960, 480)
    folder = settings.MEDIA_ROOT
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.webp")) == sorted(
        [person.portrait.name, small_name(person.portrait.name)]
    )
    with Image.open(folder / small_name(person.portrait.name)) as small:
        assert small.size == (480, 240)
    assert person.portrait.url.encode() in browser.get(url).content


@pytest.mark.django_db
def test_refused_picture_in_the_back_office_changes_nothing(browser, settings):
    person = factories.person(name_en="Wang")
    url = reverse("admin:directory_person_change", args=[person.pk])

    response = browser.post(url, opened(browser, url) | {"name_en": "New", "portrait": upload(b"<svg/>")})

    assert errors(response) == [NO_PICTURE]
    assert Person.objects.get().name_en == "Wang"
    assert not settings.MEDIA_ROOT.exists()


@pytest.mark.django_db
def test_same_picture_twice_is_one_file(browser, settings):
    contents = written(plain())
    for person in (factories.person(), factories.person()):
        url = reverse("admin:directory_person_change", args=[person.pk])
        browser.post(url, opened(browser, url) | {"portrait": upload(contents)})

    assert len(set(Person.objects.values_list("portrait", flat=True))) == 1
    assert len(list(settings.MEDIA_ROOT.rglob("*.webp"))) == 2


@pytest.mark.django_db
def test_picture_changed_by_both_is_asked_for_again(browser, programme_editor):
    person = factories.person()
    url = reverse("admin:directory_person_change", args=[person.pk])
    other = Client()
    other.force_login(programme_editor)
    mine = opened(other, url)
    browser.post(url, opened(browser, url) | {"portrait": upload(written(plain(colour="red")))})

    response = other.post(url, mine | {"portrait": upload(written(plain(colour="blue")))})

    [collision] = response.context["collisions"]
    assert (collision.label, collision.choice) == ("Portrait", None)
    person.refresh_from_db()
    red = person.portrait.name

    again = other.post(url, filled(response) | {"portrait": upload(written(plain(colour="blue")))})
    assert again.status_code == 302
    person.refresh_from_db()
    assert person.portrait.name not in ("", red)
