"""The code by which somebody is known at the door."""

import re

import pytest

from matchmaking import check_in_codes
from matchmaking.calendars import SIGNER
from tests import factories
from tests.competition.qr_codes import words_of

pytestmark = pytest.mark.django_db


def test_a_token_leads_back_to_whom_it_was_made_for():
    row, _other = factories.representative(), factories.representative()

    assert check_in_codes.representative_of(check_in_codes.token(row)) == row


def test_a_token_fits_into_a_path():
    assert "/" not in check_in_codes.token(factories.representative())


@pytest.mark.parametrize("token", ["", ".", "1", "1.", "1.abc", "\0", "x" * 10_000])
def test_what_this_site_did_not_make_leads_nowhere(token):
    factories.representative()

    assert check_in_codes.representative_of(token) is None


def test_a_token_for_one_is_none_for_another():
    one, other = factories.representative(), factories.representative()
    signature = check_in_codes.token(one).partition(".")[2]

    assert check_in_codes.representative_of(f"{other.pk}.{signature}") is None


def test_the_address_of_a_calendar_is_no_token():
    row = factories.representative()

    assert check_in_codes.representative_of(SIGNER.sign(str(row.pk))) is None


def test_whoever_no_longer_comes_is_not_let_in():
    row = factories.representative()
    token = check_in_codes.token(row)
    row.delete()

    assert check_in_codes.representative_of(token) is None


ADDRESS = "https://bloom.example/en/meetings/check-in/1.abc/"
BORDER = 2


def modules(drawing):
    """The modules of a drawn code, without its border: rows of 0 and 1."""
    size = int(re.search(r'viewBox="0 0 (\d+)', drawing)[1]) - 2 * BORDER
    found, x, y = [[0] * size for _row in range(size)], 0, 0
    (path,) = re.findall(r'class="qrline"[^>]* d="([^"]+)"', drawing)
    for step, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", path):
        if step == "h":
            for column in range(x, x + int(first)):
                found[int(y) - BORDER][column - BORDER] = 1
            x += int(first)
        else:
            x, y = (int(first), float(second)) if step == "M" else (x + int(first), y + float(second))
    return found


def test_a_telephone_reads_the_address_from_the_drawing():
    assert words_of(modules(check_in_codes.code(ADDRESS))) == ADDRESS


def test_the_code_is_drawn_without_a_style_of_its_own():
    assert "style=" not in check_in_codes.code(ADDRESS)
