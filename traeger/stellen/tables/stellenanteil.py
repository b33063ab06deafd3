"""Spalten der Vereinbarungen und Stellenanteile, und der Verlauf einer Stelle."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef
from markupsafe import Markup

from arge.seite.etikett import bausteine, stand_etikett
from arge.seite.liste import Spalte
from arge.seite.vorlagen import url
from arge.zahlen.format import FEHLT, datum, spanne, vzae
from arge.zahlen.zeitraum import tag_danach
from traeger.begriffe import Arbeitsfeld
from traeger.models import Stellenanteil, Vereinbarung
from traeger.stellen.kennzahlen import bescheide_und_besetzung, kreis
from traeger.stellen.regeln import Stufe, stand

ABSCHNITTE_KOPF = ["ab", "vereinbart", "bewilligt", "besetzt"]
ZEITRAEUME_KOPF = ["Zeitraum", "VZÄ", "Standort", "Vereinbarung", "zählt zu", "Stand"]
BEWILLIGUNGEN_KOPF = ["Aktenzeichen", "Bescheid vom", "VZÄ", "gilt"]
#: Verweis in einer Zelle; die Nummer macht ihn unverwechselbar, auch wenn zwei Zeiträume gleich heißen.
_VERWEIS = Markup(
    '<a class="kern-link kern-link--small kern-link--no-visited-state" href="{}">{}'
    '<span class="kern-sr-only"> (Nummer {})</span></a>'
)


def umfang(wert: Decimal, ist_obergrenze: bool) -> str:
    """„0,40“ oder „bis zu 0,40“."""
    return f"bis zu {vzae(wert)}" if ist_obergrenze else vzae(wert)


def _ende(bis: date | None) -> str:
    return datum(bis) if bis else "ohne Ende"


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
    Spalte("bis", "Ende", format=_ende, sortierbar=True),
    Spalte("dokumente_zahl", "Dokumente", zahl=True),
    Spalte(("von", "bis"), "Stand", format=stand_etikett),
]

STELLENANTEILE = [
    Spalte(
        ("traeger__kurzname", "aufgabe"), "Stelle", link="traeger:stellenanteil-detail", sortierbar=True,
        format=_stelle, export=lambda traeger, aufgabe: f"{traeger} · {Arbeitsfeld(aufgabe).label}",
    ),
    Spalte("quelle", "Quelle", sortierbar=True),
    Spalte("standort__name", "Standort"),
    Spalte(("vzae", "ist_obergrenze"), "VZÄ", format=umfang, sortierbar=True, zahl=True, export=lambda wert, _: wert),
    Spalte("kreis", "zählt zu", format=kreis_kurz),
    Spalte("von", "ab", format="datum", sortierbar=True),
    Spalte("bis", "bis", format=_ende, sortierbar=True),
    Spalte("befristet_bis", "Finanzierung bis", format="datum", sortierbar=True),
]  # fmt: skip


def zeitraum_zeilen(anteile: Iterable[Stellenanteil], hier: Stellenanteil | None = None) -> list[list[Any]]:
    """Je Zeitraum eine Zeile mit Verweis; der gezeigte ist hervorgehoben statt verlinkt."""
    zeilen = []
    for anteil in anteile:
        zeit = spanne(anteil.von, anteil.bis)
        ort = anteil.standort.name if anteil.standort else FEHLT
        ist_hier = hier is not None and anteil.pk == hier.pk
        zeilen.append([
            zeit if ist_hier else _VERWEIS.format(url("traeger:stellenanteil-detail", anteil.pk), zeit, anteil.pk),
            umfang(anteil.vzae, anteil.ist_obergrenze), ort, anteil.vereinbarung.titel,
            kreis_kurz(anteil.kreis),
            bausteine().badge("diese Seite", "info") if ist_hier else stand_etikett(anteil.von, anteil.bis),
        ])  # fmt: skip
    return zeilen


def stelle(pk: int) -> list[Stellenanteil]:
    """Alle Zeiträume der Stelle (Träger × Aufgabe × Quelle), zu der dieser Stellenanteil gehört, der späteste zuerst.

    Der Standort steht in der Zeile statt im Schlüssel: So bleibt die Stelle auch über einen Umzug lesbar.
    """
    merkmale = {name: OuterRef(name) for name in ("traeger", "aufgabe", "quelle")}
    selbst = Stellenanteil.objects.filter(pk=pk, **merkmale)
    anteile = Stellenanteil.objects.filter(Exists(selbst)).annotate(kreis=kreis())
    return list(anteile.select_related("traeger", "standort", "vereinbarung").order_by("-von", "-pk"))


def verlauf(anteil: Stellenanteil, anteile: list[Stellenanteil], darf: bool) -> dict[str, Any]:
    """Die drei Kurven der Stelle über alle Zeiträume (Besetzung nur als Summe) und die Bescheide dieses Zeitraums."""
    zeilen = bescheide_und_besetzung([a.pk for a in anteile])
    kurven = [[Stufe(a.von, a.bis, a.vzae) for a in anteile]]
    kurven += [[Stufe(*z[1:4]) for z in zeilen if bool(z[6]) is ist_bescheid] for ist_bescheid in (True, False)]
    tage = {s.von for kurve in kurven for s in kurve}
    tage |= {tag_danach(s.bis) for kurve in kurven for s in kurve if s.bis and s.bis < date.max}
    abschnitte: list[list[str]] = []
    for tag in sorted(tage):
        werte = [vzae(stand(kurve, tag)) for kurve in kurven]
        if not abschnitte or abschnitte[-1][1:] != werte:
            abschnitte.append([datum(tag), *werte])
    hier = sorted((z for z in zeilen if z[6] and z[0] == anteil.pk), key=lambda z: z[1], reverse=True)
    return {
        "zeitraeume": zeitraum_zeilen(anteile, anteil), "abschnitte": abschnitte, "ZEITRAEUME_KOPF": ZEITRAEUME_KOPF,
        "bewilligungen": [_bewilligung_zeile(*z[1:], darf=darf) for z in hier], "ABSCHNITTE_KOPF": ABSCHNITTE_KOPF,
        "BEWILLIGUNGEN_KOPF": BEWILLIGUNGEN_KOPF,
    }  # fmt: skip


def _bewilligung_zeile(
    von: date, bis: date | None, umfang: Decimal, aktenzeichen: str, am: date, pk: int, *, darf: bool
) -> list[Any]:
    """Wer darf, ändert oder beendet den Bescheid über sein Aktenzeichen."""
    name = _VERWEIS.format(url("traeger:bewilligung-bearbeiten", pk), aktenzeichen, pk) if darf else aktenzeichen
    return [name, datum(am), vzae(umfang), spanne(von, bis)]


def vereinbarung_stellen(vereinbarung: Vereinbarung) -> dict[str, Any]:
    """Stellenanteile einer Vereinbarung, und welche über ihr Ende hinaus gelten."""
    anteile = list(
        vereinbarung.stellenanteil_set.select_related("traeger", "standort").order_by(
            "traeger__kurzname", "aufgabe", "quelle", "von", "pk"
        )
    )
    zeilen = [
        [
            _VERWEIS.format(url("traeger:stellenanteil-detail", a.pk), f"{a.traeger} · {a.get_aufgabe_display()}", a.pk),
            a.get_quelle_display(), umfang(a.vzae, a.ist_obergrenze), spanne(a.von, a.bis), stand_etikett(a.von, a.bis),
        ]
        for a in anteile
    ]  # fmt: skip
    ende = vereinbarung.bis
    laenger = sum(1 for a in anteile if ende and (a.bis is None or a.bis > ende))
    return {"STELLEN_KOPF": ["Stelle", "Quelle", "VZÄ", "Zeitraum", "Stand"], "stellen": zeilen, "laenger": laenger}
