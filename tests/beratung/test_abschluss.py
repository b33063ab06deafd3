"""Abschlüsse sind Zeilen: Ein wieder aufgenommener Fall behält seinen alten, und dazwischen lief er nicht."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from arge.zahlen.zeitraum import Zeitraum
from beratung import kennzahlen, vorgaenge
from beratung.begriffe import Abschlussgrund
from beratung.models import Abschluss, Fall, Kontakt, Zustaendigkeit
from tests.factories import FallFactory, KontaktFactory
from tests.factories.basis import im_namen_von
from traeger.zugang import handeln

pytestmark = pytest.mark.django_db
JAHR = Zeitraum.jahr(2026)
ZU, NACH_ZU, WIEDER = date(2026, 6, 5), date(2026, 6, 6), date(2026, 11, 10)


@pytest.fixture
def fall(fachkraft, heute):
    """Am 5.6. abgeschlossen, am 10.11. wieder aufgenommen – durch die Vorgänge, wie im Browser."""
    fall = FallFactory(traeger=fachkraft.traeger, begonnen_am=date(2026, 2, 1))
    with handeln(fachkraft.zugang):
        Zustaendigkeit.objects.create(traeger=fall.traeger, fall=fall, fachkraft=fachkraft, von=fall.begonnen_am)
        vorgaenge.akte_abschliessen(akte=fall, am=ZU, grund=Abschlussgrund.ZIEL, durch=fachkraft.zugang, heute=heute)
        fall.refresh_from_db()
        vorgaenge.akte_wieder_aufnehmen(akte=fall, fachkraft=fachkraft, ab=WIEDER, durch=fachkraft.zugang, heute=heute)
        fall.refresh_from_db()
        yield fall


@pytest.mark.parametrize(
    ("am", "laeuft"),
    [(date(2026, 1, 31), False), (date(2026, 2, 1), True), (date(2026, 6, 4), True), (ZU, False), (date(2026, 8, 1), False),
     (date(2026, 11, 9), False), (WIEDER, True)],
)  # fmt: skip
def test_zwischen_abschluss_und_wiederaufnahme_laeuft_der_fall_nicht(fall, am, laeuft):
    assert Fall.objects.laufend(am).exists() is laeuft
    assert kennzahlen.LAUFENDE.stichtag(am) == laeuft


@pytest.mark.parametrize(
    ("von", "bis", "laeuft"),
    [(ZU, date(2026, 11, 9), True), (NACH_ZU, date(2026, 11, 9), False), (NACH_ZU, WIEDER, True),
     (date(2026, 6, 4), date(2026, 8, 1), True), (WIEDER, WIEDER, True)],
)  # fmt: skip
def test_in_einem_zeitraum_ist_er_beraten_bis_zum_tag_des_abschlusses(fall, von, bis, laeuft):
    """Der letzte Kontakt ist oft der Tag des Abschlusses: Wer am 1.1. abgeschlossen wird, ist in diesem Jahr noch beraten."""
    assert Fall.objects.beraten_im(Zeitraum(von, bis)).exists() is laeuft
    assert kennzahlen.BERATENE.wert(Zeitraum(von, bis)) == laeuft


def test_beraten_ist_bestand_davor_und_neue_auch_am_ersten_tag(fachkraft):
    """Bestand am 31.12. + neue = beratene; wer am 1.1. abgeschlossen wird, steht in beidem."""
    for beginn, zu in (
        (date(2025, 3, 1), date(2026, 1, 1)),
        (date(2025, 3, 1), date(2025, 12, 31)),
        (date(2026, 1, 1), None),
    ):
        FallFactory(traeger=fachkraft.traeger, begonnen_am=beginn, **({"zu": zu} if zu else {}))
    with handeln(fachkraft.zugang):
        davor, neue = kennzahlen.LAUFENDE.stichtag(date(2025, 12, 31)), kennzahlen.NEUE.wert(JAHR)
        assert (davor, neue, kennzahlen.BERATENE.wert(JAHR), kennzahlen.ABGESCHLOSSENE.wert(JAHR)) == (1, 1, 2, 1)


def test_die_rechnung_geht_auf_auch_mit_wiederaufnahmen(fachkraft):
    """Bestand = davor + neue + wieder aufgenommene − abgeschlossene, und beraten = davor + neue + wieder aufgenommene; jede Folge einmal."""
    folgen = [
        [(date(2025, 3, 1), date(2025, 6, 1), date(2026, 2, 1))],  # kam wieder
        [(date(2025, 3, 1), date(2025, 6, 1), date(2026, 2, 1)), (None, date(2026, 5, 1), None)],  # kam wieder und ging
        [(date(2025, 3, 1), date(2026, 3, 1), date(2026, 4, 1))],  # unterbrochen
        [(date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)), (None, date(2026, 6, 1), None)],  # neu, unterbrochen, zu
        [(date(2025, 3, 1), date(2026, 12, 31), None)],
    ]
    for (beginn, *zu), *weitere in folgen:
        fall = FallFactory(traeger=fachkraft.traeger, begonnen_am=beginn, zu=tuple(zu))
        with im_namen_von(fachkraft.traeger_id):
            for _, von, bis in weitere:
                fall.abschluesse.create(
                    traeger=fall.traeger, von=von, bis=bis, grund=Abschlussgrund.ZIEL, durch_id=fachkraft.benutzer_id
                )
    with handeln(fachkraft.zugang):
        davor, danach = (kennzahlen.LAUFENDE.stichtag(tag) for tag in (date(2025, 12, 31), JAHR.ende))
        neue, wieder, zu, beraten = (
            k.wert(JAHR) for k in (kennzahlen.NEUE, kennzahlen.WIEDER, kennzahlen.ABGESCHLOSSENE, kennzahlen.BERATENE)
        )
    assert (davor, neue, wieder, zu, danach) == (2, 1, 2, 3, 2)
    assert danach == davor + neue + wieder - zu
    assert beraten == davor + neue + wieder


def test_der_alte_abschluss_zaehlt_weiter_und_ein_zweiter_macht_keinen_zweiten_fall(fall, fachkraft, heute):
    assert kennzahlen.ABGESCHLOSSENE.wert(Zeitraum(JAHR.von, ZU)) == 1
    assert kennzahlen.ABGESCHLOSSENE.wert(JAHR) == 0, "am Ende des Jahres läuft er wieder"
    vorgaenge.akte_abschliessen(akte=fall, am=heute, grund=Abschlussgrund.WEGZUG, durch=fachkraft.zugang, heute=heute)
    assert kennzahlen.ABGESCHLOSSENE.wert(JAHR) == 1
    assert [kennzahlen.ABGESCHLOSSENE.wert(Zeitraum(tag, tag)) for tag in (ZU, heute)] == [1, 1]


def test_heute_begonnen_und_abgeschlossen_lief_in_diesem_jahr_aber_an_keinem_stichtag(fachkraft, heute):
    FallFactory(traeger=fachkraft.traeger, begonnen_am=heute, zu=heute)
    with handeln(fachkraft.zugang):
        assert kennzahlen.BERATENE.wert(JAHR) == kennzahlen.ABGESCHLOSSENE.wert(JAHR) == 1
        assert kennzahlen.LAUFENDE.stichtag(heute) == 0


def test_kein_kontakt_waehrend_der_fall_abgeschlossen_war(fall, fachkraft, heute):
    felder = {"dauer_minuten": 30, "themen": ["sprache"], "fachkraft": fachkraft}
    with pytest.raises(ValidationError, match=r"vom 05\.06\.2026 bis zum 09\.11\.2026 abgeschlossen"):
        kontakt = Kontakt(am=date(2026, 8, 1), **felder)
        vorgaenge.kontakt_erfassen(kontakt=kontakt, fall=fall, durch=fachkraft.zugang, heute=heute, jetzt=timezone.now())
    for am in (ZU, WIEDER):
        vorgaenge.kontakt_erfassen(
            kontakt=Kontakt(am=am, **felder), fall=fall, durch=fachkraft.zugang, heute=heute, jetzt=timezone.now()
        )


def test_die_spalte_am_fall_haelt_die_datenbank(fall, fachkraft):
    Fall.objects.filter(pk=fall.pk).update(abgeschlossen_am=date(2026, 7, 1))
    assert Fall.objects.get().abgeschlossen_am is None
    offen = fall.abschluesse.create(traeger=fall.traeger, von=date(2026, 11, 20), grund="ziel", durch=fachkraft.benutzer)
    assert Fall.objects.get().abgeschlossen_am == date(2026, 11, 20)
    Abschluss.objects.filter(pk=offen.pk).update(von=date(2026, 11, 21))
    assert Fall.objects.get().abgeschlossen_am == date(2026, 11, 21)
    offen.delete()
    assert Fall.objects.get().abgeschlossen_am is None


@pytest.mark.parametrize(
    ("von", "bis", "bedingung"),
    [
        (date(2026, 1, 31), date(2026, 1, 31), "Der Abschluss liegt vor dem Beginn"),
        (date(2026, 8, 1), None, "abschluss_je_tag"),
        (date(2026, 11, 21), date(2026, 11, 20), "abschluss_zeitraum|range lower bound"),
    ],
)
def test_unmoegliche_abschluesse_weist_die_datenbank_ab(fall, fachkraft, von, bis, bedingung):
    with pytest.raises((IntegrityError, DataError), match=bedingung), transaction.atomic():
        fall.abschluesse.create(traeger=fall.traeger, von=von, bis=bis, grund="ziel", durch=fachkraft.benutzer)


def test_wiederaufnahme_scheitert_mit_satz_wenn_inzwischen_ein_anderer_fall_offen_ist(client, fachkraft):
    zu = FallFactory(traeger=fachkraft.traeger, begonnen_am=date(2026, 2, 1), zu=ZU)
    FallFactory(traeger=fachkraft.traeger, person=zu.person, begonnen_am=date(2026, 9, 1))
    daten = {"version": zu.version, "ab": "22.11.2026", "fachkraft": fachkraft.pk}
    antwort = client.post(reverse("beratung:fall-wieder-aufnehmen", args=[zu.pk]), daten)
    assert "gibt es schon einen offenen MBE-Fall" in antwort.content.decode()


def test_ein_heute_abgeschlossener_fall_steht_in_genau_einer_liste(client, fachkraft, heute):
    fall = FallFactory(traeger=fachkraft.traeger, begonnen_am=date(2026, 2, 1), zu=heute)

    def steht(stand):
        liste = client.get(reverse("beratung:fall-liste"), {"stand": stand}).context["liste"]
        return fall.pk in {zeile[0] for zeile in liste.zeilen}

    assert (steht("laufend"), steht("abgeschlossen"), steht("alle")) == (False, True, True)


def test_akte_zeigt_abschluss_und_wiederaufnahme_und_berichtigt_mit_grund(client, fall, fachkraft):
    seite = client.get(reverse("beratung:fall-detail", args=[fall.pk])).content.decode()
    assert seite.index("Wieder aufgenommen") < seite.index("Abgeschlossen") < seite.index("Beginn der Beratung")
    abschluss = fall.abschluesse.get()
    adresse = reverse("beratung:abschluss-berichtigen", args=[abschluss.pk])
    daten = {"version": fall.version, "von": "3.6.2026", "grund": "wegzug", "begruendung": "Brief war vom 3."}
    KontaktFactory(traeger=fall.traeger, fall=fall, am=date(2026, 6, 4))
    assert "letzte Kontakt war am 04.06.2026" in client.post(adresse, daten).content.decode()
    Kontakt.objects.all().delete()
    assert "wieder aufgenommen" in client.post(adresse, daten | {"von": "11.11.2026"}).content.decode()
    assert client.post(adresse, daten | {"begruendung": " "}).context["form"].errors.keys() == {"begruendung"}
    assert client.post(adresse, daten).url == reverse("beratung:fall-detail", args=[fall.pk])
    seite = client.get(reverse("beratung:fall-angaben", args=[fall.pk])).content.decode()
    assert "abgeschlossen am: 05.06.2026 → 03.06.2026; Grund des Abschlusses: Ziele erreicht → weggezogen" in seite
    assert f"{fachkraft.benutzer}" in seite
    assert "Begründung: Brief war vom 3." in seite
    zeitraeume = list(fall.zustaendigkeiten.order_by("von").values_list("von", "bis"))
    assert zeitraeume == [(date(2026, 2, 1), date(2026, 6, 3)), (WIEDER, None)]


def test_fremde_abschluesse_berichtigt_niemand(client, fachkraft):
    fremd = FallFactory(zu=date(2026, 3, 1))
    with im_namen_von(fremd.traeger_id):
        nummer = fremd.abschluesse.get().pk
    assert client.get(reverse("beratung:abschluss-berichtigen", args=[nummer])).status_code == 404
