"""Was jede Excel-Datei des Hauses können muss: gelesen wird die fertige Datei, wie Excel sie öffnet."""

import io
import re

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

DATEINAME = re.compile(r'filename="[a-z0-9-]+-\d{4}-\d\d-\d\d(-bis-\d{4}-\d\d-\d\d)?\.(csv|xlsx)"')


def gelesen(antwort):
    assert antwort.status_code == 200
    assert DATEINAME.search(antwort.headers["Content-Disposition"]), antwort.headers["Content-Disposition"]
    return load_workbook(io.BytesIO(b"".join(antwort.streaming_content)))


def angaben(mappe):
    """{Angabe: Wert} des zweiten Blatts; mehrere Hinweise sind mehrere Zeilen."""
    return dict(mappe["Angaben"].iter_rows(min_row=2, values_only=True))


def pruefe(mappe):
    """Jedes Blatt: Kopf, Filter, Breiten, Druck, Typen; „Angaben“ am Ende mit Name, Zeilen, wer und wann."""
    assert mappe.sheetnames[-1] == "Angaben"
    assert mappe.active.title == mappe.sheetnames[0] != "Angaben"
    for blatt in mappe:
        pruefe_blatt(blatt, filtert=blatt.title != "Angaben")
    gesagt = angaben(mappe)
    assert gesagt["Name"]
    gezaehlt = {n.removeprefix("Zeilen auf „").removesuffix("“"): w for n, w in gesagt.items() if n.startswith("Zeilen")}
    assert list(gezaehlt.values()) == [blatt.max_row - 1 for blatt in mappe.worksheets[:-1]]
    assert re.fullmatch(r".+, .+ · .+", gesagt["Erstellt von"])
    assert mappe["Angaben"].cell([*gesagt].index("Erstellt am") + 2, 2).is_date
    return gesagt


def pruefe_blatt(blatt, *, filtert=True):
    kopf, letzte = list(blatt[1]), get_column_letter(blatt.max_column)
    assert all(zelle.value and zelle.font.b and zelle.alignment.wrap_text for zelle in kopf), blatt.title
    assert blatt.freeze_panes in ("A2", "B2")
    assert blatt.auto_filter.ref == (f"A1:{letzte}{blatt.max_row}" if filtert else None)
    assert (blatt.page_setup.orientation, int(blatt.page_setup.paperSize)) == ("landscape", 9)
    assert blatt.sheet_properties.pageSetUpPr.fitToPage
    assert (int(blatt.page_setup.fitToWidth), int(blatt.page_setup.fitToHeight)) == (1, 0)
    assert blatt.print_title_rows == "$1:$1"
    assert "Seite" in blatt.oddFooter.right.text
    for spalte in blatt.iter_cols():
        breite = blatt.column_dimensions[spalte[0].column_letter].width
        assert 10 <= breite <= 60, f"{blatt.title}: {spalte[0].value}"
        for zelle in spalte[1:]:
            pruefe_zelle(zelle, breite)


def pruefe_zelle(zelle, breite):
    assert zelle.data_type != "f", "eine Formel"
    if zelle.data_type == "s":
        assert zelle.alignment.wrap_text or len(zelle.value) <= breite, "der Text ragt in die nächste Zelle"
        assert zelle.quotePrefix == zelle.value.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
        assert not re.fullmatch(r"\d\d\.\d\d\.\d{4}", zelle.value) or zelle.parent.title == "Angaben", "ein Tag als Text"
    elif zelle.is_date:
        assert zelle.number_format in ("DD.MM.YYYY", "DD.MM.YYYY HH:MM")
        assert breite >= len(zelle.number_format)
    elif zelle.value is not None:
        assert len(f"{zelle.value:,.2f}") <= breite
