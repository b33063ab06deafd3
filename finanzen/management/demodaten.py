"""Erfundene Bescheide, Auszahlungen, Personalkosten, Projektmittel und Belege (Konzept 4 und 5)."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from arge.zahlen.feiertage import arbeitstag_ab
from arge.zahlen.geld import auf_cent, gleich_teilen, nach_gewicht_teilen, summe
from arge.zahlen.zeitraum import Zeitraum, monate_spaeter
from ehrenamt.models import Projekt
from finanzen.begriffe import BescheidArt, Kostenart, Mittel
from finanzen.models import Auszahlung, Beleg, Bescheid, Personalkosten, Projektmittel
from finanzen.vorgaenge import nachweis_erstellen
from traeger.begriffe import KIRCHLICHE_QUELLEN, Arbeitsfeld, Quelle
from traeger.management.erfunden import Demo, gewaehlt, kennung
from traeger.management.erfunden import anlegen as massenhaft
from traeger.models import Benutzer, Besetzung, Bewilligung, Parameter
from traeger.zugang import handeln, mitgliedschaften, technisch, zugang_von

FREIE_TRAEGER = ("awo", "caritas", "diakonie")
#: Erfahrungsstufe in S 11b je Fachkraft, nach Nachname; die Träger zahlen nach eigenem Tarif in ähnlicher Höhe.
STUFEN = {"Lindqvist": 4, "Aksoy-Brandt": 3, "Vogelmann": 5, "Petrovski": 2, "Hartlieb": 3, "Ullmann": 2}
#: Wonach der Zuschuss der Stadt je Träger geschätzt ist: die Stufe der Fachkraft, die dort die Koordination macht.
STUFE_DES_TRAEGERS = {"awo": 4, "caritas": 5, "diakonie": 3}
BELEGE_IM_JAHR = 42
#: Was jedes Projekt braucht: Kostenart, Empfänger, Grund, Gewicht.
UEBERALL = (
    (Kostenart.FAHRT, "Ehrenamtliche, Auslagen", "Fahrtkosten", 6), (Kostenart.RAUM, "Bäckerei Ährenkorn", "Bewirtung des Treffens", 5),
    (Kostenart.OEFFENTLICHKEIT, "Druckerei Unterland", "Faltblätter", 2),
)  # fmt: skip
_LERNEN = (
    (Kostenart.MATERIAL, "Buchhandlung am Fluss", "Lernhefte", 9),
    (Kostenart.SONSTIGES, "Spielwaren Kiliansgasse", "Lernspiele", 2),
)
_DEUTSCH = (
    (Kostenart.MATERIAL, "Buchhandlung am Fluss", "Lehrbücher Deutsch", 7), (Kostenart.HONORAR, "Dozent Deutsch", "Deutsch-Werkstatt", 1),
)  # fmt: skip
_FORMULARE = (
    (Kostenart.MATERIAL, "Bürobedarf Neckartal", "Papier und Toner", 8), (Kostenart.SCHULUNG, "Bildungshaus Wartblick", "Schulung Formularhilfe", 1),
    (Kostenart.SCHULUNG, "Bildungshaus Wartblick", "Schulung Rechtsdienstleistung", 1),
)  # fmt: skip
_CAFE = (
    (Kostenart.RAUM, "Getränke Talblick", "Kaffee und Gebäck", 10), (Kostenart.MATERIAL, "Bürobedarf Neckartal", "Moderationsmaterial", 2),
    (Kostenart.OEFFENTLICHKEIT, "Druckerei Unterland", "Plakate für die Interkulturelle Woche", 1),
)  # fmt: skip
#: Was nur zu diesem Projekt passt.
KOSTEN = {
    "cafe-bruecke-zukunft": _CAFE, "begegnungscafe": _CAFE, "sprachcafe-boeckingen": (*_CAFE, *_DEUTSCH),
    "formularhilfe-augaertle": _FORMULARE, "formularhilfe-nordtreff": _FORMULARE, "formularhilfe-moenchseestr": _FORMULARE,
    "treffpunkt-deutsch": _DEUTSCH, "sprachgruppe-nordstadt": _DEUTSCH, "hausaufgaben-nordstrasse": _LERNEN,
    "hausaufgaben-augaertle": _LERNEN, "hausaufgaben-nordstadt": _LERNEN,
    "fahrradwerkstatt": ((Kostenart.MATERIAL, "Fahrradteile Süd", "Flickzeug und Schläuche", 12),),
    "schuldenpraevention": (
        (Kostenart.HONORAR, "Referentin Budgetplanung", "Workshop für Ehrenamtliche", 3),
        (Kostenart.MATERIAL, "Bürobedarf Neckartal", "Haushaltsbücher und Ordner", 6),
    ),
    "kinderbetreuung": ((Kostenart.SONSTIGES, "Spielwaren Kiliansgasse", "Spiele für die Kinderbetreuung", 8),),
    "wohnraumvermittlung": ((Kostenart.OEFFENTLICHKEIT, "Druckerei Unterland", "Plakate zur Wohnungssuche", 5),),
}  # fmt: skip
#: So viel Promille seines Drittels gibt ein Träger im Jahr aus, keiner wie der andere; der Rest bleibt stehen.
AUSGEGEBEN = {"awo": (840, 909), "caritas": (910, 989), "diakonie": (700, 839)}
#: Tage vom Bescheid des Landes bis zur Weiterleitung.
WEITERLEITUNG_NACH = 7


def anlegen(demo: Demo) -> dict[str, int]:
    """Je Träger in dessen Zugang; der Bescheid des Landes gehört der Stadt."""
    anzahl = {"Bescheide": 0, "Auszahlungen": 0, "Personalkosten": 0, "Belege": 0}
    weitergeleitet: list[Bescheid] = []
    for nummer, kuerzel in enumerate(FREIE_TRAEGER):
        with handeln(demo.leitung[kuerzel]):
            bescheide = _bescheide(demo, kuerzel, nummer)
            weitergeleitet += [b for b in bescheide if b.art == BescheidArt.WEITERLEITUNG]
            anzahl["Bescheide"] += massenhaft(Bescheid, bescheide)
            anzahl["Auszahlungen"] += massenhaft(Auszahlung, _auszahlungen(demo, kuerzel, bescheide))
            anzahl["Personalkosten"] += massenhaft(Personalkosten, _personalkosten(demo, kuerzel))
            massenhaft(Projektmittel, _projektmittel(demo, kuerzel, nummer))
            anzahl["Belege"] += massenhaft(Beleg, _belege(demo, kuerzel, nummer))
    with handeln(demo.leitung["stadt"]):
        anzahl["Bescheide"] += massenhaft(Bescheid, _landesbescheide(demo, weitergeleitet))
    return anzahl | {"Verwendungsnachweise": _nachweis(demo)}


def _nachweis(demo: Demo) -> int:
    """Der Verwendungsnachweis des Vorjahrs, Ende Januar eingefroren: Aus ihm liest, wer nur Summen sieht, die Zahlen über Menschen."""
    am = demo.zeitpunkt(demo.zufall("nachweis"), date(demo.jahr, 1, 29))
    if am.date() > demo.letzter:
        return 0
    konto = Benutzer.objects.get(email="koordination@arge.example")
    with technisch(benutzer_id=konto.pk):
        (koordination,) = mitgliedschaften(konto.pk, demo.ende)
    with handeln(zugang_von(koordination)):
        nachweis_erstellen(
            schluessel=f"demo:{demo.jahr - 1}", jahr=demo.jahr - 1, heute=am.date(), am=am, durch=konto,
            fortschritt=lambda *_: None,
        )  # fmt: skip
    return 1


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
        zeilen += _je_stelle(zufall, bewilligung, STUFE_DES_TRAEGERS[kuerzel])
    for jahr in range(demo.jahr - 1, demo.jahr + 1):
        beschieden_am = arbeitstag_ab(date(jahr, 1, 12 + 2 * nummer))
        if beschieden_am <= demo.letzter:
            zeilen.append(_bescheid(
                zufall, demo.traeger[kuerzel].pk, f"50-Projekte-{kuerzel}-{jahr}", BescheidArt.STADT, Mittel.PROJEKTE,
                date(jahr, 1, 1), date(jahr, 12, 31), _drittel(demo, jahr, nummer), beschieden_am,
            ))  # fmt: skip
    return zeilen


def _je_stelle(zufall: Random, bewilligung: Bewilligung, stufe: int) -> Iterator[Bescheid]:
    """Land: Festbetrag je VZÄ, weitergeleitet. Stadt: Personalkostenzuschuss nach 5.1.4, geschätzt mit `stufe`."""
    anteil = bewilligung.stellenanteil
    teil = Decimal(Zeitraum(bewilligung.von, bewilligung.bis).tage) / 365
    kopf = {"traeger_id": bewilligung.traeger_id, "von": bewilligung.von, "bis": bewilligung.bis, "stellenanteil": anteil}
    kopf["beschieden_am"] = bewilligung.bewilligt_am
    if anteil.quelle == Quelle.LAND:
        betrag = auf_cent(_wert("foerdersatz-land-hochschule", bewilligung.von) * bewilligung.vzae * teil)
        yield _bescheid(zufall, aktenzeichen=f"50-WL-{bewilligung.aktenzeichen[5:]}", art=BescheidArt.WEITERLEITUNG,
                        mittel=Mittel.LAND_IM, betrag=betrag, **kopf)  # fmt: skip
        if anteil.aufgabe == Arbeitsfeld.IM and anteil.zaehlt_zum_kontingent:
            sach = auf_cent(betrag * _wert("sach-gemeinkosten", bewilligung.von) / 100)
            yield _bescheid(zufall, aktenzeichen=f"50-SGK-{bewilligung.aktenzeichen[9:]}", art=BescheidArt.STADT,
                            mittel=Mittel.SACHKOSTEN_IM, betrag=sach, **kopf)  # fmt: skip
        return
    betrag = auf_cent(_jahr_brutto(bewilligung.vzae, stufe, bewilligung.von.year) * teil)
    yield _bescheid(zufall, aktenzeichen=bewilligung.aktenzeichen, art=BescheidArt.STADT, mittel=Mittel.PERSONAL_EA_MBE,
                    betrag=betrag, **kopf)  # fmt: skip


def _bescheid(
    zufall, traeger_id, aktenzeichen, art, mittel, von, bis, betrag, beschieden_am, stellenanteil=None
) -> Bescheid:
    """Frist des Nachweises: Land drei, Stadt sechs Monate nach Ende (Annahme, siehe Parameter)."""
    frist = 3 if mittel == Mittel.LAND_IM else 6
    return Bescheid(
        traeger_id=traeger_id, absendung=kennung(zufall), art=art, mittel=mittel, aktenzeichen=aktenzeichen,
        von=von, bis=bis, beschieden_am=beschieden_am, stellenanteil=stellenanteil, betrag=betrag,
        nachweis_bis=monate_spaeter(bis, frist),
    )  # fmt: skip


def _landesbescheide(demo: Demo, weitergeleitet: list[Bescheid]) -> Iterator[Bescheid]:
    """Was die Träger bekommen, hat das Land der Stadt vorher bewilligt: je Jahr ein Bescheid, spätere als Änderung."""
    zufall, erster = demo.zufall("land"), {}
    gruppen: dict[tuple[int, int], list[Bescheid]] = {}
    for b in sorted(weitergeleitet, key=lambda b: b.beschieden_am):
        jahr = b.von.year
        spaeter = (b.beschieden_am - erster.setdefault(jahr, b.beschieden_am)).days > 14  # dieselbe Post an alle Träger
        gruppen.setdefault((jahr, b.beschieden_am.toordinal() if spaeter else 0), []).append(b)
    zahl: dict[int, int] = {}
    for (jahr, _), teile in gruppen.items():
        nummer = zahl[jahr] = zahl.get(jahr, -1) + 1
        yield _bescheid(
            zufall, demo.traeger["stadt"].pk, f"15.2-VwV-HN-{jahr}" + (f"-Ä{nummer}" if nummer else ""), BescheidArt.LAND,
            Mittel.LAND_IM, min(b.von for b in teile), max(b.bis for b in teile), summe(b.betrag for b in teile),
            min(b.beschieden_am for b in teile) - timedelta(WEITERLEITUNG_NACH),
        )  # fmt: skip


def _auszahlungen(demo: Demo, kuerzel: str, bescheide: list[Bescheid]) -> Iterator[Auszahlung]:
    """Vierteljährlich zur Quartalsmitte, soweit schon fällig; das letzte Zehntel nach Prüfung des Nachweises."""
    zufall = demo.zufall(f"auszahlungen-{kuerzel}")
    for bescheid in bescheide:
        termine = [
            arbeitstag_ab(m.erster + timedelta(14))
            for m in Zeitraum(bescheid.von, bescheid.bis).monate()
            if m.monat in (2, 5, 8, 11)
        ]
        raten = gleich_teilen(auf_cent(bescheid.betrag * Decimal("0.9")), len(termine)) if termine else []
        termine.append(arbeitstag_ab(bescheid.nachweis_bis + timedelta(45)))
        raten.append(bescheid.betrag - summe(raten))
        for am, betrag in zip(termine, raten, strict=True):
            if am <= demo.letzter:
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
    """Je Träger und Jahr ein anderer Teil seines Drittels, und nur, was zum Projekt passt; jüngste sind noch nicht bezahlt."""
    zufall = demo.zufall(f"belege-{kuerzel}")
    projekte = list(Projekt.objects.filter(traeger=demo.traeger[kuerzel]).order_by("kuerzel"))
    for jahr in range(demo.jahr - 1, demo.jahr + 1):
        von, bis = date(jahr, 1, 7), min(date(jahr, 12, 20), demo.letzter)
        if not demo.kalender.hat(von, bis):
            continue
        teil, quote = Decimal((bis - von).days + 1) / 348, Decimal(zufall.randint(*AUSGEGEBEN[kuerzel])) / 1000
        anzahl = max(1, round(BELEGE_IM_JAHR * demo.faktor * teil))
        gewichte = [Decimal(round(zufall.triangular(8, 220, 40))) for _ in range(anzahl)]
        betraege = nach_gewicht_teilen(auf_cent(_drittel(demo, jahr, nummer) * quote * teil), gewichte)
        for am, betrag in zip(sorted(demo.kalender.tag(zufall, von, bis) for _ in gewichte), betraege, strict=True):
            projekt = zufall.choice(projekte)
            art, empfaenger, grund = gewaehlt(zufall, [(w, g) for *w, g in (*UEBERALL, *KOSTEN[projekt.kuerzel])])
            bezahlt = arbeitstag_ab(am + timedelta(zufall.randint(2, 28)))
            yield Beleg(
                traeger=demo.traeger[kuerzel], absendung=kennung(zufall), projekt=projekt, beleg_am=am,
                bezahlt_am=bezahlt if bezahlt <= demo.letzter else None, empfaenger=empfaenger, grund=grund, kostenart=art,
                betrag=betrag,
            )  # fmt: skip
