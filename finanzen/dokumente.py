"""Verwendungsnachweis: Zahlen sammeln (nur geschützte Tafeln), Vorlage, PDF (Konzept 6, berichte 2).

`nachweis_daten` liest die Kennzahlen aller Apps über ihre Nummer; `nachweis_pdf` braucht danach nur noch die Daten:
Aus derselben Fassung entsteht immer dasselbe PDF.
"""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from arge.dokument import pdf
from arge.zahlen import diagramm
from arge.zahlen.kennzahl import alle
from arge.zahlen.statistik import Tafel, schuetzen_gemeinsam
from arge.zahlen.zeitraum import Zeitraum
from finanzen.kennzahlen import Sammler, sammeln

Fortschritt = Callable[[int, str], None]


def _still(prozent: int, schritt: str) -> None:
    """Ohne Auftrag (Kommandozeile) schaut niemand auf den Fortschritt."""


def nachweis_daten(*, jahr: int, heute: date, fortschritt: Fortschritt = _still) -> dict[str, Any]:
    """Alle Zahlen des Gesamtberichts eines Jahres, geschützt und als JSON-fähige Daten.

    Stichtag ist der 31.12. des Jahres, im laufenden Jahr heute. `heute` kommt vom Rand.
    """
    stichtag = min(date(jahr, 12, 31), heute)
    mindestfallzahl = settings.MINDESTFALLZAHL
    kapitel = []
    with sammeln(Zeitraum.jahr(jahr), stichtag, mindestfallzahl) as sammler:
        for nummer, baue in enumerate(KAPITEL, start=1):
            fortschritt(10 + 50 * nummer // len(KAPITEL), f"Kapitel {nummer} von {len(KAPITEL)} zählen")
            kapitel.append(baue(sammler))
    return {
        "jahr": jahr,
        "zeitraum": str(Zeitraum.jahr(jahr)),
        "stichtag": stichtag.isoformat(),
        "ist_vorlaeufig": heute <= date(jahr, 12, 31),
        "mindestfallzahl": mindestfallzahl,
        "programmstand": settings.PROGRAMMSTAND,
        "kapitel": kapitel,
        "definitionen": [
            {"nummer": k.nummer, "name": k.name, "definition": k.definition, "quelle": k.quelle} for k in alle()
        ],
    }


def _kapitel(titel: str, text: str, tafeln: list[Tafel], bild: tuple[str, Tafel]) -> dict[str, Any]:
    """Ein Kapitel: Text, Tafeln und genau ein Diagramm, dessen Zahlen in einer der Tafeln stehen."""
    return {
        "titel": titel,
        "text": text,
        "tafeln": [tafel.to_json() for tafel in tafeln],
        "diagramm": {"art": bild[0], "tafel": bild[1].to_json()},
    }


def _stellen(s: Sammler) -> dict[str, Any]:
    tafel = s.roh("Stellen am Stichtag", "TR-01", "TR-02", "TR-03", zaehlgroesse="VZÄ", schreibweise="vzae")
    mittel = s.roh("Stellen im Jahresmittel", "TR-04", "TR-05", "TR-06", zaehlgroesse="VZÄ", schreibweise="vzae")
    return _kapitel(
        "Struktur und Stellenanteile",
        "Gezählt werden Vollzeitäquivalente (VZÄ) der Stellenanteile im Kontingent der ARGE Integration: vereinbart im"
        " Vertrag, bewilligt durch Bescheid, besetzt mit Fachkräften.",
        [tafel, mittel],
        ("balken", tafel),
    )


def _ehrenamt(s: Sammler) -> dict[str, Any]:
    from ehrenamt.begriffe import Erfahrung, ProjektBereich

    aktiv = s.roh("Ehrenamtliche am Stichtag je Träger", "EA-01", zaehlgroesse="Ehrenamtliche")
    erfahrung = s.verteilung("EA-01", "erfahrung", "Eigene Flucht- oder Migrationserfahrung", dict(Erfahrung.choices))
    aktiv, erfahrung = schuetzen_gemeinsam([aktiv, erfahrung], s.mindestfallzahl)
    bewegung = s.geschuetzt(s.roh("Gewonnen und ausgeschieden im Jahr", "EA-02", "EA-03", zaehlgroesse="Ehrenamtliche"))
    treffen = s.roh("Treffen und Teilnahmen im Jahr", "EA-06", "EA-07", zaehlgroesse="Anzahl")
    stunden = s.nach_faellen(
        "Ehrenamtliche Stunden im Jahr", "EA-04", faelle="EA-01", zaehlgroesse="Stunden", schreibweise="stunden"
    )
    projekte = s.verteilung("EA-05", "bereich", "Projekte je Bereich am Stichtag", dict(ProjektBereich.choices))
    return _kapitel(
        "Ehrenamtskoordination",
        "Gezählt werden ehrenamtlich tätige Personen je Träger, Stunden, Treffen und Teilnahmen. Wer an zwei Treffen"
        " teilnimmt, zählt zwei Teilnahmen. Ein Projekt kann zu mehreren Bereichen gehören und zählt dann in jedem.",
        [aktiv, erfahrung, bewegung, s.geschuetzt(treffen), stunden, projekte],
        ("balken", projekte),
    )


def _beratung(s: Sammler) -> dict[str, Any]:
    from beratung.begriffe import Thema

    faelle = s.geschuetzt(s.roh("Fälle im Jahr", "MBE-01", "MBE-02", "MBE-03", zaehlgroesse="Fälle"))
    kontakte = s.nach_faellen(
        "Kontakte und mitberatene Angehörige", "MBE-05", "MBE-07", faelle="MBE-01", zaehlgroesse="Anzahl"
    )
    stunden = s.nach_faellen("Beratungsstunden", "MBE-06", faelle="MBE-01", zaehlgroesse="Stunden", schreibweise="stunden")
    kurz = s.geschuetzt(s.roh("Kurzberatungen ohne Namen", "MBE-08", zaehlgroesse="Kurzberatungen"))
    themen = s.geschuetzt(s.verteilung("MBE-09", "thema", "Nennungen je Thema", dict(Thema.choices)))
    return _kapitel(
        "Präventions- und Individualberatung in Form der MBE",
        "Gezählt werden Fälle, Kontakte und mitberatene Angehörige – drei verschiedene Größen. Personen gleicht die ARGE"
        " über Träger hinweg nicht ab; wer bei zwei Trägern beraten wird, ist zwei Fälle. Fälle der bundesgeförderten MBE"
        " zählen nicht mit.",
        [faelle, kontakte, stunden, kurz, themen],
        ("balken", themen),
    )


def _im(s: Sammler) -> dict[str, Any]:
    from integrationsmanagement.begriffe import Handlungsfeld

    faelle = s.geschuetzt(s.roh("Fälle", "IM-01", "IM-02", "IM-03", "IM-06", "IM-08", zaehlgroesse="Fälle"))
    gespraeche = s.nach_faellen(
        "Gespräche und mitberatene Angehörige", "IM-04", "IM-07", faelle="IM-01", zaehlgroesse="Anzahl"
    )
    stunden = s.nach_faellen("Gesprächsstunden", "IM-05", faelle="IM-01", zaehlgroesse="Stunden", schreibweise="stunden")
    felder = s.geschuetzt(s.verteilung("IM-10", "handlungsfeld", "Nennungen je Handlungsfeld", dict(Handlungsfeld.choices)))
    return _kapitel(
        "Integrationsmanagement",
        "Gezählt werden Fälle am Stichtag und im Jahr, Einzelgespräche und mitberatene Angehörige. Zum externen"
        " Integrationsmanagement zählen Fälle nach dem Auszug aus der Gemeinschaftsunterkunft.",
        [faelle, gespraeche, stunden, felder],
        ("balken", felder),
    )


def _geld(s: Sammler) -> dict[str, Any]:
    foerderung = s.roh("Förderung", "FI-01", "FI-02", "FI-03", zaehlgroesse="Euro", schreibweise="euro")
    projekte = s.roh("Projektmittel", "FI-04", "FI-05", "FI-06", zaehlgroesse="Euro", schreibweise="euro")
    return _kapitel(
        "Finanzierung und Projektmittel",
        "Beträge in Euro. Gemeldete Personalkosten sind die Angaben der Träger, noch nicht auf die Entgeltgruppe S 11b"
        " gekappt. Von den Projektmitteln steht jedem Träger ein Drittel zu.",
        [foerderung, projekte],
        ("balken", foerderung),
    )


KAPITEL: list[Callable[[Sammler], dict[str, Any]]] = [_stellen, _ehrenamt, _beratung, _im, _geld]


#: Die eine Seite für alle, die nur eine lesen (berichte 2, Zusammenfassung).
AUF_EINEN_BLICK = (
    "TR-01", "TR-03", "EA-01", "EA-04", "EA-06", "MBE-01", "MBE-05", "IM-01", "IM-04", "FI-01", "FI-02", "FI-05",
)  # fmt: skip


def _auf_einen_blick(kapitel: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """(Summe, Name, Kürzel) aus denselben Tafeln, die im Bericht stehen: eine Zahl, eine Stelle."""
    summen = {}
    for tafel in (tafel for k in kapitel for tafel in k["tafeln"] if tafel.spaltensummen):
        for kopf, wert in zip(tafel.spalten, tafel.spaltensummen, strict=True):
            name, _, kuerzel = kopf.rpartition(" (")
            summen[kuerzel.rstrip(")")] = (tafel.text(wert), name)
    return [(*summen[nummer], nummer) for nummer in AUF_EINEN_BLICK if nummer in summen]


def nachweis_pdf(*, daten: dict[str, Any], nummer: int, pruefsumme: str, erstellt_am: datetime) -> bytes:
    """PDF der Fassung (PDF/UA-1 und PDF/A-3a in einer Datei); die Zahlen liegen als JSON bei."""
    kapitel = [
        k | {
            "tafeln": [Tafel.from_json(tafel) for tafel in k["tafeln"]],
            "diagramm": getattr(diagramm, k["diagramm"]["art"])(Tafel.from_json(k["diagramm"]["tafel"])),
        }
        for k in daten["kapitel"]
    ]  # fmt: skip
    kontext = daten | {
        "kapitel": kapitel, "nummer": nummer, "pruefsumme": pruefsumme, "erstellt_am": erstellt_am,
        "stichtag": date.fromisoformat(daten["stichtag"]), "definitionen_liste": daten["definitionen"],
        "blick": _auf_einen_blick(kapitel),
    }  # fmt: skip
    return pdf.erzeuge(
        render_to_string("finanzen/dokumente/verwendungsnachweis.jinja", kontext),
        titel=f"Verwendungsnachweis {daten['jahr']} der ARGE Integration Heilbronn, Fassung {nummer}",
        erstellt=erstellt_am,
        anhaenge={f"verwendungsnachweis-{daten['jahr']}-fassung-{nummer}.json": kanonisch(daten)},
    )


def kanonisch(daten: dict[str, Any]) -> bytes:
    """Daten als JSON in fester Schreibweise; darüber läuft die Prüfsumme."""
    return json.dumps(daten, ensure_ascii=False, sort_keys=True, indent=1).encode()
