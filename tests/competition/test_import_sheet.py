"""The commands that import and export sheets."""

import pytest
from django.core.management import CommandError, call_command

from competition.models import Entry
from directory.models import Organisation
from tests import factories
from tests.competition.sheet_files import entry, made, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(tmp_path):
    def write(rows, name="entries.csv"):
        path = tmp_path / name
        path.write_bytes(made(rows, path.suffix[1:]).getvalue())
        return path

    return write


def run(*arguments, **options):
    call_command(*map(str, arguments), verbosity=0, **options)


@pytest.mark.parametrize("name", ["entries.csv", "entries.xlsx"])
def test_command_imports_a_sheet(cup, sheet, capsys, name):
    run("import_sheet", "entries", sheet([entry("A1"), entry("A2")], name))

    assert Entry.objects.count() == 2
    assert capsys.readouterr().out == "Imported: 2 added, 0 changed, 0 unchanged, 0 refused.\n"


def test_command_says_what_would_change_and_writes_nothing(cup, sheet, capsys):
    run("import_sheet", "entries", sheet([entry("A1")]), "--dry-run")

    assert Entry.objects.count() == 0
    assert capsys.readouterr().out == "Would import: 1 added, 0 changed, 0 unchanged, 0 refused.\n"


def test_command_refuses_all_for_one_bad_row(cup, sheet, capsys):
    with pytest.raises(CommandError) as refusal:
        run("import_sheet", "entries", sheet([entry("A1"), entry("A2", sites="many")]))

    assert str(refusal.value) == (
        "Nothing was imported, because not every row is good: 1 added, 0 changed, 0 unchanged, 1 refused."
    )
    assert capsys.readouterr().err == "row 3, sites, many: This is not a whole number.\n"
    assert Entry.objects.count() == 0


def test_command_imports_the_good_rows_and_gives_back_the_others(cup, sheet, tmp_path, capsys):
    report = tmp_path / "refused.csv"
    path = sheet([entry("A1", lead="New"), entry("A2", sites="many")])

    run("import_sheet", "entries", path, "--good-rows", "--add-organisations", "--report", report)

    assert capsys.readouterr().out == (
        "Imported: 1 added, 0 changed, 0 unchanged, 1 refused; 1 organisations added.\n"
        f"The refused rows are in {report}.\n"
    )
    assert Organisation.objects.filter(name_en="New").exists()
    with report.open("rb") as file:
        assert [row["number"] for row in read(file)] == ["A2"]


def test_command_imports_organisations_without_a_competition(db, sheet, capsys):
    run("import_sheet", "organisations", sheet([{"name_en": "New"}]))

    assert Organisation.objects.get().name_en == "New"


def test_command_wants_to_know_which_competition(cup, sheet):
    factories.competition(slug="other")

    with pytest.raises(CommandError, match="Name the competition with --competition: cup, other"):
        run("import_sheet", "entries", sheet([entry("A1")]))
    run("import_sheet", "entries", sheet([entry("A1")]), "--competition", "cup")
    assert Entry.objects.count() == 1


def test_command_says_what_is_wrong_with_a_file(cup, tmp_path):
    path = tmp_path / "no.csv"
    with pytest.raises(CommandError, match=r"no\.csv cannot be opened: No such file"):
        run("import_sheet", "entries", path)

    path.write_bytes(b"%PDF")
    with pytest.raises(CommandError, match="This is neither an XLSX workbook nor a CSV file"):
        run("import_sheet", "entries", path)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_command_exports_what_the_other_imports(cup, sheet, tmp_path, capsys, kind):
    run("import_sheet", "entries", sheet([entry("A1"), entry("A2", sites="7")]))
    path = tmp_path / f"out.{kind}"

    run("export_sheet", "entries", path, "--session", 6)
    run("import_sheet", "entries", path)

    assert capsys.readouterr().out.splitlines()[1:] == [
        f"{path}: 2 entries.",
        "Imported: 0 added, 0 changed, 2 unchanged, 0 refused.",
    ]


def test_command_exports_the_empty_sheet(cup, tmp_path, capsys):
    path = tmp_path / "empty.csv"

    run("export_sheet", "awards", path, "--template")

    assert path.read_text("utf-8-sig").splitlines()[0].startswith("session,announcement,prize,entry number,rank")


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("out.ods", (), "must end in .xlsx or .csv"),
        ("out.csv", ("--session", 9), "has no session 9"),
        ("nowhere/out.csv", (), "cannot be written: No such file"),
    ],
)
def test_command_refuses_what_it_cannot_export(cup, tmp_path, name, options, message):
    with pytest.raises(CommandError, match=message):
        run("export_sheet", "entries", tmp_path / name, *options)
