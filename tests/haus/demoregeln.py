"""Was ein Mensch den Demodaten glaubt: jede Regel gibt zurück, was sie bricht – leer, wenn nichts.

Gelesen wird mit eigenen Abfragen, für jeden Träger in seinem Namen, nicht mit den Werkzeugen der Demo.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import F, Q, Sum
from django.utils import timezone

from arge.zahlen.feiertage import feiertage
from arge.zahlen.kennzahl import nach_nummer
from arge.zahlen.zeitraum import Zeitraum, alter_am, jahre_spaeter, monatsende
from beratung.begriffe import Aufenthaltsstatus as Status
from beratung.begriffe import Finanzierung, Zielgruppe
from beratung.models import Abschluss, Fall, Kontakt, Person
from ehrenamt.models import Ehrenamtliche, Einsatz, Stunden, Treffen
from finanzen.begriffe import BescheidArt
from finanzen.models import Auszahlung, Beleg, Bescheid
from integrationsmanagement.kennzahlen import BESETZT_IM
from integrationsmanagement.models import Gespraech, IMAbschluss, IMFall, Integrationsplan
from tests.factories.basis import im_namen_von, zahlen
from traeger.models import (
    Abwesenheit,
    Anteilmeldung,
    Besetzung,
    Bewilligung,
    Fachkraft,
    Mitgliedschaft,
    Netzwerkarbeit,
    Sitzung,
    Traeger,
    Vertretung,
    Warnmeldung,
)

ARBEIT = [
    (Kontakt, "am", "fachkraft__benutzer"), (Gespraech, "am", "fachkraft__benutzer"), (Integrationsplan, "vereinbart_am", "vereinbart_von"),
    (Fall, "begonnen_am", ""), (IMFall, "begonnen_am", ""), (Abschluss, "von", "durch"),
    (IMAbschluss, "von", "durch"), (Netzwerkarbeit, "am", ""), (Sitzung, "am", ""), (Treffen, "am", ""),
    (Bescheid, "beschieden_am", ""), (Bewilligung, "bewilligt_am", ""), (Auszahlung, "am", ""), (Beleg, "beleg_am", ""),
    (Beleg, "bezahlt_am", ""), (Kontakt, "erfasst_am", "erfasst_von"), (Gespraech, "erfasst_am", "erfasst_von"),
    (Treffen, "erfasst_am", "erfasst_von"), (Stunden, "erfasst_am", "erfasst_von"), (Stunden, "am", ""), (Ehrenamtliche, "gewonnen_am", ""),
    (Ehrenamtliche, "ausgeschieden_am", ""),
]  # fmt: skip
#: Zahlen laufen über Banken; was Menschen miteinander tun, darf selten auch am Wochenende sein.
NIE_AM_WOCHENENDE = {Auszahlung, Bescheid, Bewilligung}
ERFASST = [
    (Kontakt, "erfasst_am"), (Gespraech, "erfasst_am"), (Treffen, "erfasst_am"), (Stunden, "erfasst_am"), (Stunden, "bestaetigt_am"),
    (Anteilmeldung, "gemeldet_am"), (Warnmeldung, "quittiert_am"), (Vertretung, "eingerichtet_am"), (Mitgliedschaft, "vergeben_am"),
    (Sitzung, "niederschrift_am"),
]  # fmt: skip


ALLE = Q()


def _je_traeger(modell: type, *felder: str, filter_: Q = ALLE) -> Iterator[tuple[Any, ...]]:
    """Werte aller Zeilen, für jeden Träger in seinem Namen."""
    for pk in [None, *Traeger.objects.values_list("pk", flat=True)]:
        eigen = Q(traeger=pk) if "traeger" in {f.name for f in modell._meta.fields} else Q()
        if pk is None and eigen:
            eigen = Q(traeger__isnull=True)
        elif pk is not None and not eigen:
            continue
        with im_namen_von(pk):
            yield from modell._base_manager.filter(eigen & filter_).values_list(*felder)


def _tag(wert: Any) -> date:
    return wert if type(wert) is date else timezone.localtime(wert).date()


def arbeit_nie_an_feiertagen_und_selten_am_wochenende(heute: date) -> list[str]:
    falsch = []
    for modell, feld, _ in ARBEIT:
        tage = Counter(_tag(w) for (w,) in _je_traeger(modell, feld, filter_=Q(**{f"{feld}__isnull": False})))
        falsch += [f"{modell.__name__}.{feld} am Feiertag {tag}" for tag in tage if tag in feiertage(tag.year)]
        am_ende = sum(n for tag, n in tage.items() if tag.weekday() >= 5)
        if am_ende * 50 > sum(tage.values()) or (am_ende and modell in NIE_AM_WOCHENENDE):
            falsch.append(f"{modell.__name__}.{feld}: {am_ende} von {sum(tage.values())} am Wochenende")
    return falsch


def niemand_arbeitet_in_der_eigenen_abwesenheit(heute: date) -> list[str]:
    weg = list(_je_traeger(Abwesenheit, "fachkraft__benutzer", "von", "bis"))
    assert weg
    return [
        f"{modell.__name__}.{feld} von {wer} am {am}"
        for modell, feld, konto in ARBEIT if konto
        for am, wer in _je_traeger(modell, feld, konto, filter_=Q(**{f"{feld}__isnull": False}))
        if any(w == wer and von <= _tag(am) <= bis for w, von, bis in weg)
    ]  # fmt: skip


def nichts_ist_spaeter_erfasst_als_jetzt(heute: date) -> list[str]:
    jetzt = timezone.now()
    return [
        f"{modell.__name__}.{feld}: {wann}"
        for modell, feld in ERFASST
        for (wann,) in _je_traeger(modell, feld, filter_=Q(**{f"{feld}__isnull": False}))
        if wann > jetzt or _tag(wann) > heute
    ]


def status_passt_zur_staatsangehoerigkeit(heute: date) -> list[str]:
    passt = {
        Status.ERLAUBNIS_24: {"Ukraine"}, Status.EU: {"Rumänien", "Polen", "Spanien"}, Status.SPAETAUSSIEDLER: {"Kasachstan"},
    }  # fmt: skip
    falsch = []
    for staat, status in _je_traeger(Person, "staatsangehoerigkeit", "aufenthaltsstatus"):
        je = [s for s, staaten in passt.items() if staat in staaten]
        if (status in passt and staat not in passt[status]) or (je and status not in je):
            falsch.append(f"{staat}: {status}")
    return falsch


def einreise_titel_und_beratung_folgen_aufeinander(heute: date) -> list[str]:
    ohne = {Status.GESTATTUNG, Status.DULDUNG, Status.EU, Status.SPAETAUSSIEDLER}
    falsch = []
    for geboren, einreise, titel, status, staat in _je_traeger(
        Person, "geburtsdatum", "einreise_am", "erster_titel_am", "aufenthaltsstatus", "staatsangehoerigkeit"
    ):
        if not geboren < einreise <= (titel or einreise) <= heute or (titel and status in ohne):
            falsch.append(f"{status}: geboren {geboren}, Einreise {einreise}, Titel {titel}")
        if staat == "Ukraine" and einreise < date(2022, 2, 24):
            falsch.append(f"Ukraine vor dem Krieg: {einreise}")
    for modell in (Fall, IMFall):
        falsch += [
            f"{modell.__name__} vor der Einreise"
            for (_,) in _je_traeger(modell, "pk", filter_=Q(begonnen_am__lt=F("person__einreise_am")))
        ]
    folge = (
        Q(au_zuteilung_am__lt=F("person__einreise_am"))
        | Q(wohnungen__wohnform="privat", wohnungen__von__lt=F("au_zuteilung_am"))
        | Q(begonnen_am__lt=F("au_zuteilung_am"))
    )
    return falsch + [f"IMFall {pk}: Ereignisse" for (pk,) in _je_traeger(IMFall, "pk", filter_=folge)]


def ueber_drei_jahre_steht_der_grund(heute: date) -> list[str]:
    falsch, begruendet = [], 0
    felder = ("person__einreise_am", "person__erster_titel_am", "abgeschlossen_am", "nachholbedarf")
    for einreise, titel, ende, bedarf in _je_traeger(Fall, *felder):
        lange = jahre_spaeter(max(einreise, titel or einreise), 3) < (ende or heute)
        falsch += [f"MBE seit {einreise}/{titel} bis {ende}: {bedarf!r}"] if lange != bool(bedarf) else []
        begruendet += lange
    for zuteilung, ende, grund in _je_traeger(IMFall, "au_zuteilung_am", "abgeschlossen_am", "verlaengerung"):
        bis = ende or heute
        falsch += [f"IM {zuteilung} bis {ende}: {grund!r}"] if (jahre_spaeter(zuteilung, 3) < bis) != bool(grund) else []
        falsch += [f"IM über vier Jahre: {zuteilung}"] if jahre_spaeter(zuteilung, 4) < bis else []
        begruendet += bool(grund)
    return falsch or ([] if begruendet else ["kein Fall über drei Jahre"])


def beratung_vor_2026_zahlt_der_bund(heute: date) -> list[str]:
    grenze = date(2026, 1, 1)
    zahler = Counter(
        (am < grenze, eigen or vom_fall) for am, eigen, vom_fall in _je_traeger(Kontakt, "am", "finanzierung", "fall__finanzierung")
        if vom_fall is None
    )  # fmt: skip
    zahler += Counter((am < grenze, f) for am, f in _je_traeger(Fall, "begonnen_am", "finanzierung"))
    fehlt = {(False, Finanzierung.STADT), (False, Finanzierung.BUND)} - set(zahler)
    return [f"{n}× Stadt vor 2026" for (frueh, f), n in zahler.items() if frueh and f == Finanzierung.STADT] + sorted(
        map(str, fehlt)
    )


def jede_zielgruppe_kommt_vor_und_passt_zum_status(heute: date) -> list[str]:
    paare = set(_je_traeger(Fall, "zielgruppe", "person__aufenthaltsstatus"))
    falsch = {z for z in Zielgruppe.values if z != Zielgruppe.UNBEKANNT} ^ {z for z, _ in paare}
    bvfg = {p for p in paare if (p[0] == Zielgruppe.BVFG) != (p[1] == Status.SPAETAUSSIEDLER)}
    return [str(x) for x in (*falsch, *bvfg)]


def verweise_gehen_zu_stellen_die_beraten(heute: date) -> list[str]:
    je = Counter(p for (p,) in _je_traeger(Kontakt, "partner__kuerzel", filter_=Q(partner__isnull=False)))
    viele, wenige = je.most_common()[0][1], je.most_common()[-1][1]
    falsch = ["Koordinierungsstelle"] if je["koordinierungsstelle-vwv"] else []
    return falsch if viele > 3 * wenige else [*falsch, f"gleichmäßig: {je}"]


def ehrenamtliche_sind_volljaehrig_und_bleiben_laenger_als_einen_tag(heute: date) -> list[str]:
    falsch = [
        f"{geboren}: {von} bis {bis}"
        for geboren, von, bis in _je_traeger(Ehrenamtliche, "geburtsdatum", "gewonnen_am", "ausgeschieden_am")
        if alter_am(geboren, von) < 18 or (bis and bis - von < timedelta(14)) or von > heute
    ]
    ausserhalb = Q(von__lt=F("ehrenamtliche__gewonnen_am")) | Q(bis__gt=F("ehrenamtliche__ausgeschieden_am"))
    return falsch + [f"Einsatz {pk}" for (pk,) in _je_traeger(Einsatz, "pk", filter_=ausserhalb)]


def niemand_ist_an_einem_tag_in_mehr_als_zwei_treffen(heute: date) -> list[str]:
    je_tag = Counter(_je_traeger(Stunden, "ehrenamtliche", "am", filter_=Q(treffen__isnull=False)))
    return [f"{wer} am {am}: {anzahl} Treffen" for (wer, am), anzahl in je_tag.items() if anzahl > 2]


def faelle_gibt_es_nur_wo_jemand_arbeitet(heute: date) -> list[str]:
    im = list(_je_traeger(Besetzung, "traeger__kuerzel", "von", filter_=Q(stellenanteil__aufgabe="IM")))
    seit = {kuerzel: min(von for k, von in im if k == kuerzel) for kuerzel, _ in im}
    falsch = [f"{k} IM {am}" for k, am in _je_traeger(IMFall, "traeger__kuerzel", "begonnen_am") if am < seit[k]]
    for modell in (Kontakt, Gespraech):
        nicht_da = Q(am__lt=F("fachkraft__beschaeftigt_von")) | Q(am__gt=F("fachkraft__beschaeftigt_bis"))
        falsch += [f"{modell.__name__} {pk}" for (pk,) in _je_traeger(modell, "pk", filter_=nicht_da)]
    assert Fachkraft._meta.get_field("beschaeftigt_bis").null
    return falsch


def bescheide_folgen_dem_land_und_ihrer_bewilligung(heute: date) -> list[str]:
    alle = list(_je_traeger(Bescheid, "art", "aktenzeichen", "beschieden_am", "von", "betrag", "stellenanteil"))
    land = {
        von.year: am for art, _, am, von, *_ in sorted(alle, key=lambda z: z[2], reverse=True) if art == BescheidArt.LAND
    }
    weiter = [z for z in alle if z[0] == BescheidArt.WEITERLEITUNG]
    falsch = [f"{az} vor dem Land" for _, az, am, von, *_ in weiter if not land[von.year] < am]
    falsch += [f"{az} ist {am}" for _, az, am, *_ in alle if am > heute]
    bewilligt = set(_je_traeger(Bewilligung, "stellenanteil", "von", "bewilligt_am"))
    falsch += [
        f"{az}: nicht der Tag der Bewilligung"
        for _, az, am, von, _, stelle in alle
        if stelle and (stelle, von, am) not in bewilligt
    ]
    summen = [sum(z[4] for z in teile) for teile in (weiter, [z for z in alle if z[0] == BescheidArt.LAND])]
    return falsch if summen[0] == summen[1] else [*falsch, f"Land {summen[1]} ≠ weitergeleitet {summen[0]}"]


def zahlungen_bleiben_im_bescheid_und_folgen_ihm(heute: date) -> list[str]:
    falsch = [
        f"Zahlung {pk} vor ihrem Bescheid"
        for (pk,) in _je_traeger(Auszahlung, "pk", filter_=Q(am__lt=F("bescheid__beschieden_am")))
    ]
    falsch += [f"an die Stadt {pk}" for (pk,) in _je_traeger(Auszahlung, "pk", filter_=Q(traeger__art="kommune"))]
    for pk in Traeger.objects.values_list("pk", flat=True):
        with im_namen_von(pk):
            je = Bescheid.objects.filter(traeger=pk).annotate(s=Sum("auszahlungen__betrag")).filter(s__gt=F("betrag"))
            falsch += [f"überzahlt {b}" for b in je]
    return falsch


def betraege_unterscheiden_sich_und_belege_passen_zum_projekt(heute: date) -> list[str]:
    je: Counter[Any] = Counter()
    falsch = []
    fahrrad = {"Fahrradteile Süd": {"fahrradwerkstatt"}}
    worte = {
        "Lern": "hausaufgaben",
        "Budget": "schulden",
        "Kinderbetreuung": "kinder",
        "Wohnung": "wohnraum",
        "Deutsch": "sprach treffpunkt",
    }
    for traeger, am, betrag, projekt, wer, grund in _je_traeger(
        Beleg, "traeger", "beleg_am", "betrag", "projekt__kuerzel", "empfaenger", "grund"
    ):
        je[traeger, am.year] += betrag
        if projekt not in fahrrad.get(wer, {projekt}):
            falsch.append(f"{wer} für {projekt}")
        falsch += [
            f"{grund} für {projekt}"
            for wort, teile in worte.items()
            if wort in f"{grund} {wer}" and not any(t in projekt for t in teile.split())
        ]
    doppelt = [betrag for betrag, n in Counter(je.values()).items() if n > 1]
    return falsch + [f"mehrere Träger geben genau {betrag} € aus" for betrag in doppelt]


def verhaeltnis(am: date, *kuerzel: str) -> tuple[Any, ...]:
    """Externe Fälle und besetzte VZÄ im IM dieser Träger an einem Tag, aus den Kennzahlen gezählt."""
    tag, wer = Zeitraum(am, am), dict(Traeger.objects.values_list("pk", "kuerzel"))
    with zahlen():
        faelle, vzae = (k.je(tag, "traeger") for k in (nach_nummer("IM-08"), BESETZT_IM))
    return tuple(sum(wert for pk, wert in je.items() if wer[pk] in kuerzel) for je in (faelle, vzae))


def geschichte(letzter: date) -> None:
    """1:150 zur Eröffnung, 1:100 mit den 1,0 VZÄ der Caritas – an jedem Monatsende, nirgends Platz."""
    assert verhaeltnis(date(2025, 12, 31), "stadt", "caritas", "awo", "diakonie") == (300, Decimal("2.00"))
    for monat in range(4, 13):
        if (tag := monatsende(date(2026, monat, 1))) <= letzter:
            faelle, vzae = verhaeltnis(tag, "stadt", "caritas")
            assert (faelle == pytest.approx(300, abs=8), vzae) == (True, Decimal("3.00")), (tag, faelle)
    for kuerzel in ("stadt", "caritas", "awo", "diakonie"):
        faelle, vzae = verhaeltnis(letzter, kuerzel)
        assert faelle > 90 * vzae, kuerzel
    alle = verhaeltnis(letzter, "stadt", "caritas", "awo", "diakonie")
    assert 95 <= alle[0] / alle[1] <= 108


REGELN: list[Callable[[date], list[str]]] = [
    arbeit_nie_an_feiertagen_und_selten_am_wochenende, niemand_arbeitet_in_der_eigenen_abwesenheit, nichts_ist_spaeter_erfasst_als_jetzt,
    status_passt_zur_staatsangehoerigkeit, einreise_titel_und_beratung_folgen_aufeinander, ueber_drei_jahre_steht_der_grund,
    beratung_vor_2026_zahlt_der_bund, jede_zielgruppe_kommt_vor_und_passt_zum_status, verweise_gehen_zu_stellen_die_beraten,
    ehrenamtliche_sind_volljaehrig_und_bleiben_laenger_als_einen_tag, niemand_ist_an_einem_tag_in_mehr_als_zwei_treffen,
    faelle_gibt_es_nur_wo_jemand_arbeitet, bescheide_folgen_dem_land_und_ihrer_bewilligung, zahlungen_bleiben_im_bescheid_und_folgen_ihm,
    betraege_unterscheiden_sich_und_belege_passen_zum_projekt,
]  # fmt: skip
