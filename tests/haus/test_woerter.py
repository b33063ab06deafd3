"""Ein Wort je Sache: Was GLOSSAR.md festlegt, heißt überall so (Entscheidung 27)."""

import re
from pathlib import Path

WURZEL = Path(__file__).resolve().parents[2]
#: Wo es um Konten, Anmeldungen und Verbindungen geht, ist nie von einer Sitzung die Rede: Das ist eine Zusammenkunft.
ORTE = [
    "arge", "traeger/konto", "traeger/zugang", "traeger/auftrag", "traeger/models/konto.py", "traeger/management/sql",
    "templates/bausteine", "templates/account", "templates/mfa", "templates/usersessions", "templates/allauth", "templates/traeger/konto",
    "static/js", "SICHERHEIT.md",
]  # fmt: skip
#: Was dort doch eine Zusammenkunft meint: Namen von Routen, Rechten und Modulen, und Verweise auf die Zusammenarbeit.
GEMEINT = re.compile(r"::test_\w+|sitzung_lesen|sitzung-|\.sitzung\b|sitzung\.views|\"Sitzungen\"\)?|Sitzungen(,| und)")


def zeilen(ort: Path):
    dateien = (
        [ort]
        if ort.is_file()
        else sorted(d for d in ort.rglob("*") if d.suffix in {".py", ".sql", ".jinja", ".html", ".js"})
    )
    for datei in dateien:
        for nummer, zeile in enumerate(datei.read_text().splitlines(), 1):
            yield f"{datei.relative_to(WURZEL)}:{nummer}", zeile


def test_eine_sitzung_ist_eine_zusammenkunft():
    falsch = [
        stelle
        for ort in ORTE
        if (WURZEL / ort).exists()
        for stelle, zeile in zeilen(WURZEL / ort)
        if re.search("sitzung", GEMEINT.sub("", zeile), re.IGNORECASE)
    ]
    assert falsch == []
