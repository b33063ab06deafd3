"""Verwendungsnachweis: Zahlen sammeln (nur geschützte Tafeln), Vorlage, PDF (Konzept 6, berichte 2).

`nachweis_daten` liest die Kennzahlen aller Apps über ihre Nummer; `nachweis_pdf` braucht danach nur noch die Daten:
Aus derselben Fassung entsteht immer dasselbe PDF.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from arge.dokument import pdf
from arge.zahlen import diagramm
from arge.zahlen.bericht import Bericht, Kapitel
from arge.zahlen.fassungen import beitraege_aus, fortschreiben
from arge.zahlen.kapitel import definitionen, kapitel, summen
from arge.zahlen.statistik import Tafel
from arge.zahlen.zeitraum import Zeitraum
from arge.zahlen.zusammenhang import Fruehere
from finanzen.models import Fassung
from finanzen.tables import bezug
from traeger.stammdaten.kennzahlen import mindestfallzahl, sammeln

Fortschritt = Callable[[int, str], None]


def _still(prozent: int, schritt: str) -> None:
    """Ohne Auftrag (Kommandozeile) schaut niemand auf den Fortschritt."""


def nachweis_daten(
    *, jahr: int, heute: date, fruehere: Mapping[int, Sequence[Fassung]] | None = None, fortschritt: Fortschritt = _still
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Alle Zahlen des Gesamtberichts eines Jahres, geschützt und als JSON-fähige Daten, und was jeder Mensch zu ihnen beitrug.

    Stichtag ist der 31.12. des Jahres, im laufenden Jahr heute; bis dahin reicht auch der Zeitraum. `heute` kommt vom Rand. `fruehere`:
    Jahr → seine Fassungen; gegen die der Jahre davor und danach und die letzte desselben Jahrs verrät auch diese nichts über einzelne
    Menschen.
    """
    stichtag, fruehere = min(date(jahr, 12, 31), heute), fruehere or {}
    schwelle = mindestfallzahl(heute)
    vorjahr, davor, danach = (
        [Fruehere(f.nummer, f.daten, f.beitraege.gelesen) for f in fruehere.get(j, ())] for j in (jahr - 1, jahr, jahr + 1)
    )
    # Im laufenden Jahr endet alles am selben Tag, sonst ginge Bestand = davor + Zugänge − Abgänge nicht auf.
    zeitraum = Zeitraum(date(jahr, 1, 1), stichtag)
    with sammeln(zeitraum, stichtag, Bericht, mindestfallzahl=schwelle, vorjahr=vorjahr, danach=danach) as bericht:
        teile = kapitel(
            bericht, lambda nummer, von: fortschritt(10 + 50 * nummer // von, f"Kapitel {nummer} von {von} zählen")
        )
    if davor:
        teile = fortschreiben(teile, davor, danach)
    daten = {
        "jahr": jahr,
        "zeitraum": str(zeitraum),
        "stichtag": stichtag.isoformat(),
        "ist_vorlaeufig": heute <= date(jahr, 12, 31),
        "mindestfallzahl": schwelle,
        "programmstand": settings.PROGRAMMSTAND,
        "kapitel": [teil.to_json() for teil in teile],
        "blick": auf_einen_blick(teile),
        "definitionen": definitionen(teile, heute),
    }
    return daten, beitraege_aus(teile)


#: Die eine Seite für alle, die nur eine lesen (berichte 2, Zusammenfassung): die Träger, nie mit der Stadt zusammen.
AUF_EINEN_BLICK = (
    "TR-01", "TR-03", "EA-01", "EA-04", "EA-06", "MBE-10", "MBE-05", "IM-01", "IM-04", "FI-01", "FI-02", "FI-05",
)  # fmt: skip


def auf_einen_blick(teile: Sequence[Kapitel]) -> list[dict[str, str]]:
    """Die Summen der Träger; was geheim bleibt, steht auch hier als Punkt."""
    gefunden = summen(teile)
    return [
        {"wert": gefunden[nummer][0], "name": gefunden[nummer][1], "nummer": nummer}
        for nummer in AUF_EINEN_BLICK if nummer in gefunden
    ]  # fmt: skip


def nachweis_pdf(*, daten: dict[str, Any], nummer: int, pruefsumme: str, erstellt_am: datetime) -> bytes:
    """PDF der Fassung (PDF/UA-1 und PDF/A-3a in einer Datei); die Zahlen liegen als JSON bei."""
    teile = [
        k | {
            "tafeln": [Tafel.from_json(tafel) for tafel in k["tafeln"]],
            "diagramm": k["diagramm"]
            and _bild(k["diagramm"]["art"], Tafel.from_json(k["diagramm"]["tafel"])),
        }
        for k in daten["kapitel"]
    ]  # fmt: skip
    kontext = daten | {
        "kapitel": teile, "nummer": nummer, "pruefsumme": pruefsumme, "erstellt_am": erstellt_am,
        "stichtag": date.fromisoformat(daten["stichtag"]), "definitionen_liste": daten["definitionen"],
    }  # fmt: skip
    return pdf.erzeuge(
        render_to_string("finanzen/dokumente/verwendungsnachweis.jinja", kontext),
        titel=f"Verwendungsnachweis {daten['jahr']} der ARGE Integration Heilbronn, Fassung {nummer}",
        erstellt=erstellt_am,
        anhaenge={f"verwendungsnachweis-{daten['jahr']}-fassung-{nummer}.json": kanonisch(daten)},
    )


def _bild(art: str, tafel: Tafel) -> diagramm.Diagramm:
    """Wie auf der Übersicht: Überzogenes trägt Form und Wort."""
    return diagramm.balken(tafel, bezug=bezug(tafel)) if art == "balken" else getattr(diagramm, art)(tafel)


def kanonisch(daten: dict[str, Any]) -> bytes:
    """Daten als JSON in fester Schreibweise; darüber läuft die Prüfsumme."""
    return json.dumps(daten, ensure_ascii=False, sort_keys=True, indent=1).encode()
