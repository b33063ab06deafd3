"""Erfundene Bescheide, Auszahlungen, Personalkosten, Projektmittel und Belege (Konzept 4 und 5)."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from arge.zahlen.geld import auf_cent, gleich_teilen, nach_gewicht_teilen, summe
from arge.zahlen.zeitraum import Zeitraum, monate_spaeter
from ehrenamt.models import Projekt
from finanzen.begriffe import BescheidArt, Kostenart, Mittel
from finanzen.models import Auszahlung, Beleg, Bescheid, Personalkosten, Projektmittel
from traeger.begriffe import KIRCHLICHE_QUELLEN, Arbeitsfeld, Quelle
from traeger.management.erfunden import VERTRAGSBEGINN, Demo, kennung
from traeger.management.erfunden import anlegen as massenhaft
from traeger.models import Besetzung, Bewilligung, Parameter
from traeger.zugang import handeln

FREIE_TRAEGER = ("awo", "caritas", "diakonie")
#: Erfahrungsstufe in S 11b je Fachkraft, nach Nachname; die Träger zahlen nach eigenem Tarif in ähnlicher Höhe.
STUFEN = {"Lindqvist": 4, "Aksoy-Brandt": 3, "Vogelmann": 5, "Petrovski": 2, "Hartlieb": 4, "Ullmann": 2}
BELEGE_IM_JAHR = 42
EMPFAENGER = {
    Kostenart.MATERIAL: (["Bürobedarf Neckartal", "Fahrradteile Süd", "Buchhandlung am Fluss"],
                          ["Flickzeug und Schläuche", "Lernhefte", "Moderationsmaterial"]),
    Kostenart.RAUM: (["Bäckerei Ährenkorn", "Getränke Talblick"], ["Bewirtung des Treffens", "Kaffee und Gebäck"]),
    Kostenart.HONORAR: (["Referentin Budgetplanung", "Dozent Deutsch"], ["Workshop für Ehrenamtliche"]),
    Kostenart.FAHRT: (["Ehrenamtliche, Auslagen", "Verkehrsbetriebe"], ["Fahrtkosten", "Tageskarten für einen Ausflug"]),
    Kostenart.SCHULUNG: (["Bildungshaus Wartblick"], ["Schulung Formularhilfe", "Schulung Rechtsdienstleistung"]),
    Kostenart.OEFFENTLICHKEIT: (["Druckerei Unterland"], ["Faltblätter", "Plakate für die Interkulturelle Woche"]),
    Kostenart.SONSTIGES: (["Spielwaren Kiliansgasse"], ["Spiele für die Kinderbetreuung"]),
}  # fmt: skip
GEWICHTE = dict(zip(Kostenart, [30, 26, 6, 18, 6, 8, 6], strict=True))


def anlegen(demo: Demo) -> dict[str, int]:
    """Je Träger in dessen Zugang; der Bescheid des Landes gehört der Stadt."""
    anzahl = {"Bescheide": 0, "Auszahlungen": 0, "Personalkosten": 0, "Belege": 0}
    land = Decimal(0)
    for nummer, kuerzel in enumerate(FREIE_TRAEGER):
        with handeln(demo.leitung[kuerzel]):
            bescheide = _bescheide(demo, kuerzel, nummer)
            land += sum(b.betrag for b in bescheide if b.mittel == Mittel.LAND_IM and b.von.year >= VERTRAGSBEGINN.year)
            anzahl["Bescheide"] += massenhaft(Bescheid, bescheide)
            anzahl["Auszahlungen"] += massenhaft(Auszahlung, _auszahlungen(demo, kuerzel, bescheide))
            anzahl["Personalkosten"] += massenhaft(Personalkosten, _personalkosten(demo, kuerzel))
            massenhaft(Projektmittel, _projektmittel(demo, kuerzel, nummer))
            anzahl["Belege"] += massenhaft(Beleg, _belege(demo, kuerzel, nummer))
    with handeln(demo.leitung["stadt"]):
        anzahl["Bescheide"] += massenhaft(Bescheid, [_landesbescheid(demo, land)])
    return anzahl


def _wert(schluessel: str, am: date) -> Decimal:
    """Der am Tag gültige Parameter; vor dem ersten Wert gilt der erste."""
    zeilen = Parameter.objects.filter(schluessel=schluessel)
    zeile = zeilen.filter(gueltig_ab__lte=am).order_by("-gueltig_ab").first() or zeilen.order_by("gueltig_ab").first()
    return zeile.wert


def _drittel(demo: Demo, jahr: int, nummer: int) -> Decimal:
    return gleich_teilen(auf_cent(_wert("projektmittel-jahr", date(jahr, 1, 1))), len(FREIE_TRAEGER))[nummer]


def _jahr_brutto(vzae: Decimal, stufe: int, jahr: int) -> Decimal:
    """Bruttopersonalkosten eines vollen Jahres."""
    return auf_cent(sum((_monat_brutto(vzae, stufe, date(jahr, monat, 1)) for monat in range(1, 13)), Decimal(0)))


def _monat_brutto(vzae: Decimal, stufe: int, monat: date) -> Decimal:
    """Entgelt und Zulage nach VZÄ, im November mit Jahressonderzahlung, dazu Arbeitgeberanteil."""
    entgelt = _wert(f"s11b-stufe-{stufe}", monat) + _wert("sue-zulage-s11b", monat)
    if monat.month == 11:
        entgelt += entgelt * _wert("jahressonderzahlung", monat) / 100
    return entgelt * vzae * (1 + _wert("ag-anteil-sv", monat) / 100)


def _bescheide(demo: Demo, kuerzel: str, nummer: int) -> list[Bescheid]:
    """Zu jeder Bewilligung einer Stelle das Geld; für die Stellen im Kontingent dazu Sach- und Gemeinkosten (5.2.2)."""
    zufall = demo.zufall(f"bescheide-{kuerzel}")
    zeilen = []
    bewilligungen = (
        Bewilligung.objects.filter(traeger=demo.traeger[kuerzel]).select_related("stellenanteil").order_by("von", "pk")
    )
    for bewilligung in bewilligungen.exclude(stellenanteil__quelle__in=sorted(KIRCHLICHE_QUELLEN)):
        zeilen += _je_stelle(zufall, bewilligung)
    for jahr in range(demo.jahr - 1, demo.jahr + 1):
        projekte = _bescheid(
            zufall, demo.traeger[kuerzel].pk, f"50-Projekte-{kuerzel}-{jahr}", BescheidArt.STADT, Mittel.PROJEKTE,
            date(jahr, 1, 1), date(jahr, 12, 31), _drittel(demo, jahr, nummer),
        )  # fmt: skip
        zeilen.append(projekte)
    return zeilen


def _je_stelle(zufall: Random, bewilligung: Bewilligung) -> Iterator[Bescheid]:
    """Land: Festbetrag je VZÄ, weitergeleitet. Stadt: Personalkostenzuschuss nach 5.1.4 (geschätzt mit Stufe 4)."""
    anteil = bewilligung.stellenanteil
    teil = Decimal(Zeitraum(bewilligung.von, bewilligung.bis).tage) / 365
    kopf = {"traeger_id": bewilligung.traeger_id, "von": bewilligung.von, "bis": bewilligung.bis, "stellenanteil": anteil}
    if anteil.quelle == Quelle.LAND:
        betrag = auf_cent(_wert("foerdersatz-land-hochschule", bewilligung.von) * bewilligung.vzae * teil)
        yield _bescheid(zufall, aktenzeichen=f"50-WL-{bewilligung.aktenzeichen[5:]}", art=BescheidArt.WEITERLEITUNG,
                        mittel=Mittel.LAND_IM, betrag=betrag, **kopf)  # fmt: skip
        if anteil.aufgabe == Arbeitsfeld.IM and anteil.zaehlt_zum_kontingent:
            sach = auf_cent(betrag * _wert("sach-gemeinkosten", bewilligung.von) / 100)
            yield _bescheid(zufall, aktenzeichen=f"50-SGK-{bewilligung.aktenzeichen[9:]}", art=BescheidArt.STADT,
                            mittel=Mittel.SACHKOSTEN_IM, betrag=sach, **kopf)  # fmt: skip
        return
    betrag = auf_cent(_jahr_brutto(bewilligung.vzae, 4, bewilligung.von.year) * teil)
    yield _bescheid(zufall, aktenzeichen=bewilligung.aktenzeichen, art=BescheidArt.STADT, mittel=Mittel.PERSONAL_EA_MBE,
                    betrag=betrag, **kopf)  # fmt: skip


def _bescheid(zufall, traeger_id, aktenzeichen, art, mittel, von, bis, betrag, stellenanteil=None) -> Bescheid:
    """Frist des Nachweises: Land drei, Stadt sechs Monate nach Ende (Annahme, siehe Parameter)."""
    frist = 3 if mittel == Mittel.LAND_IM else 6
    return Bescheid(
        traeger_id=traeger_id, absendung=kennung(zufall), art=art, mittel=mittel, aktenzeichen=aktenzeichen,
        von=von, bis=bis, beschieden_am=von + timedelta(zufall.randint(-20, 25)), stellenanteil=stellenanteil, betrag=betrag,
        nachweis_bis=monate_spaeter(bis, frist),
    )  # fmt: skip


def _landesbescheid(demo: Demo, betrag: Decimal) -> Bescheid:
    return _bescheid(demo.zufall("land"), demo.traeger["stadt"].pk, f"15.2-VwV-HN-{VERTRAGSBEGINN.year}", BescheidArt.LAND,
                     Mittel.LAND_IM, VERTRAGSBEGINN, date(VERTRAGSBEGINN.year, 12, 31), betrag)  # fmt: skip


def _auszahlungen(demo: Demo, kuerzel: str, bescheide: list[Bescheid]) -> Iterator[Auszahlung]:
    """Vierteljährlich zur Quartalsmitte, soweit schon fällig; das letzte Zehntel nach Prüfung des Nachweises."""
    zufall = demo.zufall(f"auszahlungen-{kuerzel}")
    for bescheid in bescheide:
        termine = [
            m.erster + timedelta(14) for m in Zeitraum(bescheid.von, bescheid.bis).monate() if m.monat in (2, 5, 8, 11)
        ]
        raten = gleich_teilen(auf_cent(bescheid.betrag * Decimal("0.9")), len(termine)) if termine else []
        termine.append(bescheid.nachweis_bis + timedelta(45))
        raten.append(bescheid.betrag - summe(raten))
        for am, betrag in zip(termine, raten, strict=True):
            if am <= demo.ende:
                yield Auszahlung(
                    traeger_id=bescheid.traeger_id, absendung=kennung(zufall), bescheid=bescheid, am=am, betrag=betrag
                )


def _personalkosten(demo: Demo, kuerzel: str) -> Iterator[Personalkosten]:
    """Je Besetzung und Monat bis zum Vormonat; kirchlich bezahlte Stellen rechnet die Stadt nicht ab."""
    zufall = demo.zufall(f"personal-{kuerzel}")
    vormonat = (demo.heute if demo.heute < demo.ende else demo.ende + timedelta(1)).replace(day=1) - timedelta(1)
    besetzungen = Besetzung.objects.filter(traeger=demo.traeger[kuerzel]).select_related("fachkraft").order_by("von", "pk")
    for besetzung in besetzungen.exclude(stellenanteil__quelle__in=sorted(KIRCHLICHE_QUELLEN)):
        zeitraum = Zeitraum(besetzung.von, besetzung.bis).schnitt(Zeitraum(demo.beginn, min(vormonat, demo.ende)))
        for monat in zeitraum.monate() if zeitraum else ():
            voll = _monat_brutto(besetzung.vzae, STUFEN[besetzung.fachkraft.nachname], monat.erster)
            brutto = voll * monat.tage / monat.tage_im_monat * Decimal(zufall.randint(985, 1025)) / 1000
            yield Personalkosten(
                traeger_id=besetzung.traeger_id,
                absendung=kennung(zufall),
                besetzung=besetzung,
                monat=monat.erster,
                brutto=auf_cent(brutto),
            )


def _projektmittel(demo: Demo, kuerzel: str, nummer: int) -> list[Projektmittel]:
    zufall = demo.zufall(f"projektmittel-{kuerzel}")
    return [
        Projektmittel(
            traeger=demo.traeger[kuerzel], absendung=kennung(zufall), jahr=jahr, betrag=_drittel(demo, jahr, nummer)
        )
        for jahr in range(demo.jahr - 1, demo.jahr + 1)
    ]


def _belege(demo: Demo, kuerzel: str, nummer: int) -> Iterator[Beleg]:
    """Zusammen neun Zehntel eines abgelaufenen Jahres; jüngste Belege sind noch nicht bezahlt."""
    zufall = demo.zufall(f"belege-{kuerzel}")
    projekte = list(Projekt.objects.filter(traeger=demo.traeger[kuerzel]).order_by("kuerzel"))
    for jahr in range(demo.jahr - 1, demo.jahr + 1):
        von, bis = date(jahr, 1, 7), max(date(jahr, 1, 8), min(date(jahr, 12, 20), demo.ende))
        teil = Decimal((bis - von).days) / 348
        anzahl = max(1, round(BELEGE_IM_JAHR * demo.faktor * teil))
        gewichte = [Decimal(round(zufall.triangular(8, 220, 40))) for _ in range(anzahl)]
        betraege = nach_gewicht_teilen(auf_cent(_drittel(demo, jahr, nummer) * Decimal("0.9") * teil), gewichte)
        for am, betrag in zip(sorted(demo.kalender.tag(zufall, von, bis) for _ in gewichte), betraege, strict=True):
            art = zufall.choices(list(GEWICHTE), list(GEWICHTE.values()))[0]
            empfaenger, gruende = EMPFAENGER[art]
            bezahlt = am + timedelta(zufall.randint(2, 28))
            yield Beleg(
                traeger=demo.traeger[kuerzel], absendung=kennung(zufall), projekt=zufall.choice(projekte), beleg_am=am,
                bezahlt_am=bezahlt if bezahlt <= demo.ende else None, empfaenger=zufall.choice(empfaenger),
                grund=zufall.choice(gruende), kostenart=art, betrag=betrag,
            )  # fmt: skip
