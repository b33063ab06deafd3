"""Spalten der Vereinbarungen und Stellenanteile, und der Verlauf einer Stelle."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from arge.daten.abfragen import daneben
from arge.daten.suche import Deutsch
from arge.seite.etikett import bausteine, stand_etikett
from arge.seite.liste import Spalte
from arge.seite.vorlagen import url
from arge.zahlen.format import FEHLT, datum, spanne, vzae
from arge.zahlen.tabelle import Tabelle
from arge.zahlen.zeitraum import tag_danach
from traeger.begriffe import Arbeitsfeld
from traeger.models import Bewilligung, Stellenanteil, Vereinbarung
from traeger.stellen.kennzahlen import bescheide_und_besetzung, kreis
from traeger.stellen.regeln import Stufe, stand


def _verweis(route: str, pk: int, text: str) -> Any:
    """Verweis in einer Zelle; die Nummer macht ihn unverwechselbar, auch wenn zwei Zeiträume gleich heißen."""
    return bausteine().verweis(text, url(route, pk), f"Nummer {pk}")


def umfang(wert: Decimal, ist_obergrenze: bool) -> str:
    """„0,4“ oder „bis zu 0,4“."""
    return _bis_zu(wert, ist_obergrenze) + vzae(wert)


def _bis_zu(_: Decimal, ist_obergrenze: bool) -> str:
    return "bis zu " if ist_obergrenze else ""


def kreis_kurz(wert: str) -> str:
    """Wozu ein Anteil zählt, in einem Wort; der Stellenplan sagt es ausführlich."""
    return {"kontingent": "Kontingent", "kirchlich": "kirchlich", "offen": "offen", "kommune": "städtisch"}[wert]


#: Lange Wörter dürfen in schmalen Spalten nur an der Fuge brechen.
_FUGEN = {
    "Integrationsmanagement": "Integrations\u00admanagement", "Ehrenamtskoordination": "Ehrenamts\u00adkoordination",
    "Migrationsberatung": "Migrations\u00adberatung",
}  # fmt: skip


def _stelle(traeger: str, aufgabe: str) -> str:
    text = f"{traeger} · {Arbeitsfeld(aufgabe).label}"
    for wort, getrennt in _FUGEN.items():
        text = text.replace(wort, getrennt)
    return text


VEREINBARUNGEN = [
    Spalte("titel", "Vereinbarung", link="traeger:vereinbarung-detail", sortierbar=True),
    Spalte("art", "Art"),
    Spalte("von", "Beginn", format="datum", sortierbar=True),
    Spalte("bis", "Ende", format="datum", leer="ohne Ende", sortierbar=True),
    Spalte("dokumente_zahl", "Dokumente", zahl=True),
    Spalte(("von", "bis"), "Stand", format=stand_etikett),
]

STELLENANTEILE = [
    Spalte(
        ("traeger__kurzname", "aufgabe"), "Stelle", link="traeger:stellenanteil-detail", sortierbar=True,
        format=_stelle,
    ),
    Spalte("quelle", "Quelle", sortierbar=True),
    Spalte("standort__name", "Standort"),
    Spalte(
        ("vzae", "ist_obergrenze"), "VZÄ", wert=lambda vzae, _: vzae, davor=_bis_zu, format="vzae", sortierbar=True, zahl=True,
    ),
    Spalte("kreis", "zählt zu", format=kreis_kurz),
    Spalte("von", "ab", format="datum", sortierbar=True),
    Spalte("bis", "bis", format="datum", leer="ohne Ende", sortierbar=True),
    Spalte("befristet_bis", "Finanzierung bis", format="datum", sortierbar=True),
]  # fmt: skip

BEWILLIGUNGEN = [
    Spalte(
        ("traeger__kurzname", "stellenanteil__aufgabe"), "Stelle", link="traeger:stellenanteil-detail", sortierbar=True,
        link_feld="stellenanteil_id", format=_stelle,
    ),
    Spalte("stellenanteil__quelle", "Quelle", sortierbar=True),
    Spalte("aktenzeichen", "Aktenzeichen", sortierbar=True),
    Spalte("bewilligt_am", "Bescheid vom", format="datum", sortierbar=True),
    Spalte("vzae", "VZÄ", format="vzae", zahl=True, sortierbar=True),
    Spalte("von", "ab", format="datum", sortierbar=True),
    Spalte("bis", "bis", format="datum", leer="ohne Ende", sortierbar=True),
]  # fmt: skip


def _zeitraeume(anteile: Iterable[Stellenanteil], hier: Stellenanteil) -> Tabelle:
    """Je Zeitraum eine Zeile mit Verweis; der gezeigte ist hervorgehoben statt verlinkt."""
    kopf, zeilen = ["Zeitraum", "VZÄ", "Standort", "Vereinbarung", "zählt zu", "Stand"], []
    for anteil in anteile:
        zeit = spanne(anteil.von, anteil.bis)
        ort = anteil.standort.name if anteil.standort else FEHLT
        ist_hier = anteil.pk == hier.pk
        zeilen.append([
            zeit if ist_hier else _verweis("traeger:stellenanteil-detail", anteil.pk, zeit),
            umfang(anteil.vzae, anteil.ist_obergrenze), ort, anteil.vereinbarung.titel,
            kreis_kurz(anteil.kreis),
            bausteine().badge("diese Seite", "info") if ist_hier else stand_etikett(anteil.von, anteil.bis),
        ])  # fmt: skip
    return Tabelle(kopf, zeilen, ["VZÄ"], titel=f"Alle Zeiträume: {hier}", karten=True)


def stelle(pk: int) -> list[Stellenanteil]:
    """Alle Zeiträume der Stelle (Träger × Aufgabe × Quelle), zu der dieser Stellenanteil gehört, der späteste zuerst.

    Der Standort steht in der Zeile statt im Schlüssel: So bleibt die Stelle auch über einen Umzug lesbar.
    """
    merkmale = {name: OuterRef(name) for name in ("traeger", "aufgabe", "quelle")}
    selbst = Stellenanteil.objects.filter(pk=pk, **merkmale)
    # Freier Text: Die Zahlenrolle, die Bescheide und Besetzung liest, sieht ihn nicht.
    begruendet = Bewilligung.objects.filter(stellenanteil=OuterRef("pk")).exclude(bemerkung="")
    anteile = Stellenanteil.objects.filter(Exists(selbst)).annotate(
        kreis=kreis(), bemerkungen=daneben(begruendet, "pk", "bemerkung")
    )
    return list(anteile.select_related("traeger", "standort", "vereinbarung").order_by("-von", "-pk"))


def verlauf(anteil: Stellenanteil, anteile: list[Stellenanteil], darf: bool) -> dict[str, Any]:
    """Die drei Kurven der Stelle über alle Zeiträume (Besetzung nur als Summe) und die Bescheide dieses Zeitraums."""
    zeilen = bescheide_und_besetzung([a.pk for a in anteile])
    kurven = [[Stufe(a.von, a.bis, a.vzae) for a in anteile]]
    kurven += [[Stufe(*z[1:4]) for z in zeilen if bool(z[6]) is ist_bescheid] for ist_bescheid in (True, False)]
    tage = {s.von for kurve in kurven for s in kurve}
    tage |= {tag_danach(s.bis) for kurve in kurven for s in kurve if s.bis and s.bis < date.max}
    kurvennamen, abschnitte = ["vereinbart", "bewilligt", "besetzt"], list[list[str]]()
    for tag in sorted(tage):
        werte = [vzae(stand(kurve, tag)) for kurve in kurven]
        if not abschnitte or abschnitte[-1][1:] != werte:
            abschnitte.append([datum(tag), *werte])
    hier = sorted((z for z in zeilen if z[6] and z[0] == anteil.pk), key=lambda z: z[1], reverse=True)
    titel = "VZÄ in allen Zeiträumen, Besetzung als Summe"
    kopf = ["Aktenzeichen", "Bescheid vom", "VZÄ", "gilt", "Bemerkung", *(["Was tun?"] if darf else [])]
    bemerkungen = {zeile["pk"]: zeile["bemerkung"] for zeile in anteil.bemerkungen}  # type: ignore[attr-defined]
    bescheidzeilen = [_bewilligung_zeile(*z[1:], bemerkungen.get(z[6], FEHLT), darf=darf) for z in hier]
    return {
        "zeitraeume": _zeitraeume(anteile, anteil),
        "abschnitte": Tabelle(["ab", *kurvennamen], abschnitte, kurvennamen, titel=titel, karten=True),
        "bewilligungen": Tabelle(kopf, bescheidzeilen, ["VZÄ"], titel="Bewilligungen", karten=True),
    }


BEWILLIGUNG_WEGE = (
    ("Ab einem Tag ändern", "bewilligung-aendern"), ("Beenden", "bewilligung-beenden"), ("Korrigieren", "bewilligung-korrigieren"),
)  # fmt: skip


def _bewilligung_zeile(
    von: date, bis: date | None, umfang: Decimal, aktenzeichen: str, am: date, pk: int, bemerkung: str, *, darf: bool
) -> list[Any]:
    """Was noch geht: Beendetes wird nur korrigiert."""
    wege = BEWILLIGUNG_WEGE[2:] if bis and bis < timezone.localdate() else BEWILLIGUNG_WEGE
    verweise = [(text, url(f"traeger:{name}", pk)) for text, name in wege]
    tun = [bausteine().wege(verweise, f"Bewilligung ab {datum(von)}, Nummer {pk}")] if darf else []
    return [aktenzeichen, datum(am), vzae(umfang), spanne(von, bis), bemerkung, *tun]


def vereinbarung_stellen(vereinbarung: Vereinbarung) -> dict[str, Any]:
    """Stellenanteile einer Vereinbarung, und welche über ihr Ende hinaus gelten."""
    anteile = list(
        vereinbarung.stellenanteil_set.select_related("traeger", "standort").order_by(
            Deutsch("traeger__kurzname"), "aufgabe", "quelle", "von", "pk"
        )
    )
    zeilen = [
        [
            _verweis("traeger:stellenanteil-detail", a.pk, f"{a.traeger} · {a.get_aufgabe_display()}"),
            a.get_quelle_display(), umfang(a.vzae, a.ist_obergrenze), spanne(a.von, a.bis), stand_etikett(a.von, a.bis),
        ]
        for a in anteile
    ]  # fmt: skip
    ende = vereinbarung.bis
    laenger = sum(1 for a in anteile if ende and (a.bis is None or a.bis > ende))
    kopf, titel = ["Stelle", "Quelle", "VZÄ", "Zeitraum", "Stand"], "Stellenanteile dieser Vereinbarung"
    return {"stellen": Tabelle(kopf, zeilen, ["VZÄ"], titel=titel, karten=True), "laenger": laenger}
