"""Tables out and in: nothing in a cell is ever run, and nothing in a file ever raises."""

import csv
import io
import json
from datetime import UTC, date, datetime, time
from decimal import Decimal

import openpyxl
import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from utbildning.tables import Row, read_csv, safe, to_csv, to_xlsx

pytestmark = pytest.mark.pure
COLUMNS = {"name": ("Namn", "Name"), "email": ("E-post", "E-mail", "Epost"), "unit": ("Enhet",)}
DANGEROUS = [
    '=HYPERLINK("http://example.org")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "−1",
    " =1",
    "\u00a0=1",
    "\ufeff=1",
    "\u200b=1",
    "\x00=1",
]


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_formula_becomes_a_text(text):
    assert safe(text).startswith("'")
    assert safe(text).endswith(text[-1])


@pytest.mark.parametrize("text", ["Åsa", "'Kim", "a=b", "kim@nacka.se", "1-2", "", "#N/A", "李"])
def test_other_texts_stay(text):
    assert safe(text) == text


@pytest.mark.parametrize(
    "value", [-5, 2.5, Decimal("-1.5"), date(2027, 3, 25), time(9), datetime(2027, 3, 25, 9), True]
)
def test_numbers_and_dates_stay(value):
    assert safe(value) is value


def test_nothing_is_an_empty_text():
    assert safe(None) == ""


def test_csv_is_what_swedish_excel_opens():
    data = to_csv(["Namn", "Dag"], [["Åsa; Öberg", date(2027, 3, 25)], ['"=1', None], ["=1", -2.5]])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig") == 'Namn;Dag\r\n"Åsa; Öberg";2027-03-25\r\n"""=1";\r\n\'=1;-2,5\r\n'


def test_times_are_those_of_the_clocks_in_sweden():
    moment = datetime(2027, 7, 1, 7, tzinfo=UTC)
    assert b"2027-07-01 09:00" in to_csv(["A"], [[moment]])
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx("T", ["A"], [[moment]]))).active
    assert sheet["A2"].value == datetime(2027, 7, 1, 9)


def test_a_workbook_has_texts_and_no_formulas():
    rows = [[text, number] for number, text in enumerate([*DANGEROUS, "#N/A", "Åsa"])]
    data = to_xlsx("Deltagare: våren/2027", ["=Namn", "Nummer"], rows, language="sv")
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.active
    assert sheet.title == "Deltagare  våren 2027"
    assert book.properties.title == "Deltagare: våren/2027"
    assert book.properties.language == "sv"
    assert not book.properties.creator
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:B{len(rows) + 1}"
    assert all(cell.font.bold for cell in sheet[1])
    assert not sheet["A2"].font.bold
    assert {cell.data_type for (cell,) in sheet.iter_rows(max_col=1)} == {"s"}
    assert sheet["A1"].value == "'=Namn"
    assert [sheet.cell(row, 2).value for row in (2, 3)] == [0, 1]
    assert sheet.cell(len(rows) + 1, 1).value == "Åsa"
    assert 10 <= sheet.column_dimensions["A"].width <= 60


@given(st.text(), st.lists(st.one_of(st.text(), st.none(), st.integers(), st.floats(), st.dates(), st.datetimes())))
def test_whatever_is_in_the_cells_can_be_written_and_opened(title, cells):
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(title, ["A", title], [cells]))).active
    assert not any(cell.data_type == "f" for row in sheet for cell in row)
    text = to_csv(["A", title], [cells]).decode("utf-8-sig")
    assert not any(
        cell[:1] in tuple("=+@\t\r")
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=";")
        for cell in row
        if cell
    )


def test_what_was_written_is_read_again():
    data = to_csv(["Namn", "E-post", "Enhet"], [["Åsa", "asa@nacka.se", "KS;\nledning"], ["Örjan", "o@nacka.se", ""]])
    assert read_csv(data, COLUMNS) == (
        [
            Row(2, {"name": "Åsa", "email": "asa@nacka.se", "unit": "KS;\nledning"}),
            Row(3, {"name": "Örjan", "email": "o@nacka.se", "unit": ""}),
        ],
        [],
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_encodings_delimiters_and_line_ends_are_told_apart(encoding, delimiter, line_end):
    table = [["namn", "EPOST", "Rum", " Enhet "], ["Åsa Öberg", "asa@nacka.se", "7", "Kök"]]
    data = line_end.join(delimiter.join(row) for row in table).encode(encoding)
    rows, problems = read_csv(data, COLUMNS)
    assert problems == []
    assert rows == [Row(2, {"name": "Åsa Öberg", "email": "asa@nacka.se", "unit": "Kök"})]


def test_the_delimiter_is_the_one_that_finds_the_headers():
    rows, problems = read_csv("Namn;E-post;a,b,c,d,Enhet;Enhet\nÅsa;a@b.se;x;KS".encode(), COLUMNS)
    assert (len(rows), problems) == (1, [])


def test_numbers_are_those_that_the_spreadsheet_shows():
    data = b'\r\nNamn;E-post;Enhet\r\nA;a@b.se;"x\r\ny"\r\n;;\r\n\r\nB;b@b.se;\r\n'
    rows, problems = read_csv(data, COLUMNS)
    assert ([row.number for row in rows], problems) == ([3, 6], [])


def test_a_row_with_another_number_of_cells_is_named_and_left_out():
    rows, problems = read_csv(b"Namn;E-post;Enhet\nA;a@b.se\nB;b@b.se;x;;\nC;c@b.se;x;y\nD;d@b.se;\n", COLUMNS)
    assert [row.number for row in rows] == [3, 5]
    assert problems == [
        "Row 2: the number of cells is 2, but in the header it is 3.",
        "Row 4: the number of cells is 4, but in the header it is 3.",
    ]


@pytest.mark.parametrize(
    "data, words",
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b" ;;\r\n\r\n", "is empty"),
        (b"Namn;E-post;Enhet\n", "no rows below"),
        (b"Namn;E-post\nA;a@b.se\n", "The column Enhet is missing"),
        (b"Namn;Enhet;Name;E-post\nA;x;B;a@b.se\n", "The column Namn is there more than once"),
        (b"A;a@b.se;x\n", "The column Namn is missing"),
        (b"Namn;E-post;Enhet\nA\x00;a@b.se;x\n", "not a CSV file"),
        ("Namn;E-post;Enhet\nA;a@b.se;x\n".encode("utf-16"), "not a CSV file"),
        (to_xlsx("T", ["Namn"], [["A"]]), "not a CSV file"),
        (b"\x81\x8d\x8f", "not a CSV file"),
        (b"Namn;E-post;Enhet\nA;a@b.se;x\n" * 60_000, "larger than 1000 kB"),
        (b"Namn;E-post;Enhet\n" + b"A;a@b.se;x\n" * 1001, "more than 1000 rows"),
        (b'Namn;E-post;Enhet\n"' + b"x" * 200_000, "Row 2 cannot be read"),
    ],
)
def test_a_file_that_cannot_be_used_says_what_to_do(data, words):
    rows, problems = read_csv(data, COLUMNS)
    assert rows == []
    assert any(words in problem for problem in problems)
    assert all(problem.endswith(".") for problem in problems)


def test_limits_are_arguments():
    data = b"Namn;E-post;Enhet\nA;a@b.se;x\nB;b@b.se;x\n"
    assert len(read_csv(data, COLUMNS, most_rows=2)[0]) == 2
    assert "more than 1 rows" in read_csv(data, COLUMNS, most_rows=1)[1][0]
    assert "larger than" in read_csv(data, COLUMNS, most_bytes=10)[1][0]


def test_a_column_may_be_optional():
    rows, problems = read_csv(b"Namn;E-post\nA;a@b.se\n", COLUMNS, optional=["unit"])
    assert (rows, problems) == ([Row(2, {"name": "A", "email": "a@b.se"})], [])


_PIECES = [
    b"Namn;E-post;Enhet",
    b"Namn,Name",
    b"\r\n",
    b"\n",
    b'"',
    b";",
    b",",
    b"\t",
    b"\x00",
    b"\xe5",
    b"\xef\xbb\xbf",
    b"x",
]


@given(st.one_of(st.binary(), st.lists(st.one_of(st.sampled_from(_PIECES), st.binary(max_size=3))).map(b"".join)))
def test_no_bytes_make_it_raise(data):
    rows, problems = read_csv(data, COLUMNS)
    assert all(isinstance(problem, str) and problem for problem in problems)
    assert rows or problems
    assert json.dumps(rows)
    assert all(set(row.values) == set(COLUMNS) for row in rows)
