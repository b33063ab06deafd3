"""Eine Zahl, eine Zeilenmenge, eine Adresse: Kachel, Seite „Kennzahlen“, Liste und Datei sagen dasselbe, für jeden Zeitraum."""

import csv
import html
import io
import re
from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.conf import settings
from django.urls import reverse
from openpyxl import load_workbook

from arge.seite.zeilen import adresse
from arge.zahlen.format import SCHREIBWEISEN, datum
from arge.zahlen.kennzahl import Art, Kennzahl, nach_nummer
from arge.zahlen.zeitraum import Zeitraum
from beratung.begriffe import Thema
from integrationsmanagement.begriffe import Handlungsfeld
from tests.factories.basis import im_namen_von
from tests.haus.test_abfragen import ANMELDUNG, _browser
from traeger.begriffe import Rolle
from traeger.models import Benutzer, Traeger
from traeger.start.kennzahlen import veroeffentlicht, wessen
from traeger.zugang import handeln, mitgliedschaften, zahlen, zugang_von

HEUTE = date(2026, 11, 22)
ZEITRAEUME = {"heute": HEUTE, "im Juni": date(2026, 6, 30), "im Vorjahr": date(2025, 12, 31)}
NUMMERN = [n for nummern in settings.ZEILEN.values() for n in nummern]


def _nennungen_in(spalte, worte):
    return lambda zeilen, _: sum(z[spalte].count(wort) for z in zeilen for wort in worte)


def _summe_in(spalte, durch=1):
    return lambda zeilen, _: sum((Decimal(z[spalte].replace(",", ".")) for z in zeilen), Decimal(0)) / durch


def _tag(text):
    tag, monat, jahr = map(int, text.split("."))
    return date(jahr, monat, tag)


def _mittel(zeilen, zeitraum):
    """VZÄ × Tage im Zeitraum, durch seine Tage; je Träger auf drei Stellen, über alle die Summe."""
    tage = defaultdict(Decimal)
    for z in zeilen:
        von, bis = (_tag(z[k]) if z[k] != "ohne Ende" else date.max for k in ("ab", "bis"))
        dabei = (min(bis, zeitraum.ende) - max(von, zeitraum.von)).days + 1
        tage[z.get("Träger")] += Decimal(z["VZÄ"].replace(",", ".")) * dabei
    return sum((t / zeitraum.tage).quantize(Decimal("0.001"), ROUND_HALF_UP) for t in tage.values())


#: Wie ein Mensch die Zahl aus den Spalten der Datei nachrechnet; jede andere ist die Anzahl ihrer Zeilen.
NACHGERECHNET = {
    **dict.fromkeys(["MBE-06", "IM-05", "EA-04", "TR-07"], _summe_in("Minuten", 60)), "EA-07": _summe_in("Teilnehmende"),
    **dict.fromkeys(["MBE-07", "IM-07"], _summe_in("Angehörige")), "MBE-09": _nennungen_in("Themen", Thema.labels),
    "IM-10": _nennungen_in("Handlungsfelder", Handlungsfeld.labels),
    "TR-08": _summe_in("Erreichte"),
    **dict.fromkeys(["TR-01", "TR-02", "TR-03", "TR-09", "TR-10"], _summe_in("VZÄ")),
    **dict.fromkeys(["TR-04", "TR-05", "TR-06"], _mittel),
    **dict.fromkeys(["FI-01", "FI-02", "FI-04", "FI-05", "FI-07"], _summe_in("Betrag")), "FI-03": _summe_in("Brutto"),
}  # fmt: skip
#: Verschiedene Menschen hinter den Zeilen: Die Datei nennt sie nicht so, dass man sie zählen könnte.
OHNE_RECHNUNG = {"MBE-04"}


#: Wer nach einem Jahreswechsel wiederkommt: in der Demo niemand; gezählt in den Prüfungen der Apps.
NIEMAND_KAM_WIEDER = {"EA-08", "IM-13", "MBE-11"}
#: Die Leitung der Stadt: Nur sie hat städtische Stellen.
STADT = "stadt"


@pytest.fixture(scope="module")
def konten(demodaten, django_db_blocker):
    """Je Rolle ein Browser und ihr Zugang."""
    with django_db_blocker.unblock():
        gefunden = {}
        for rolle, adresse_ in (ANMELDUNG | {STADT: "leitung@stadt.example"}).items():
            konto = Benutzer.objects.get(email=adresse_)
            with im_namen_von(benutzer_id=konto.pk):
                gefunden[rolle] = _browser(konto), zugang_von(mitgliedschaften(konto.pk, HEUTE)[0])
        yield gefunden


@pytest.fixture(scope="module")
def leitung(konten):
    return konten[Rolle.LEITUNG]


def wer_erfasst(zugang, kennzahl, zeitraum):
    """Wie viel von diesem Träger (oder allen) bis zum Ende des Zeitraums überhaupt erfasst ist."""
    with handeln(zugang):
        erfasst = kennzahl.erfasst(zeitraum)
        return (erfasst.filter(traeger=wessen(zugang)) if wessen(zugang) else erfasst).count()


def _zeitraum(kennzahl, tag):
    return Zeitraum(tag, tag) if kennzahl.art == Art.STICHTAG else Zeitraum(date(tag.year, 1, 1), tag)


def _csv(browser, ziel):
    inhalt = b"".join(browser.get(f"{ziel}&export=csv").streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(inhalt), delimiter=";"))


def _xlsx_zeilen(browser, ziel):
    mappe = load_workbook(io.BytesIO(b"".join(browser.get(f"{ziel}&export=xlsx").streaming_content)))
    return mappe.active.max_row - 1


@pytest.mark.parametrize("wann", ZEITRAEUME)
@pytest.mark.parametrize("rolle", [*Rolle, STADT])
def test_hinter_jeder_zahl_stehen_genau_ihre_zeilen_auch_in_der_datei(konten, settings, rolle, wann):
    """Für jede Rolle und jede Zahl, deren Liste sie öffnen darf: Wert der Seite = nachgerechnete Datei = Kennzahl."""
    settings.EXPORT_SOFORT = 10**6
    browser, zugang = konten[rolle]
    geprueft = set()
    for nummer in NUMMERN:
        kennzahl = nach_nummer(nummer)
        zeitraum = _zeitraum(kennzahl, ZEITRAEUME[wann])
        ziel = adresse(kennzahl, zeitraum, zugang, wessen(zugang))
        if not ziel:
            continue
        with handeln(zugang):
            wert = kennzahl.fuer(zugang, zeitraum, wessen(zugang))
            zeilen = kennzahl.zeilen(zugang, zeitraum, wessen(zugang)).count()
        seite = browser.get(ziel).content.decode()
        anzahl = int(re.search(r'arge-liste__anzahl" role="status">([\d.]+)', seite)[1].replace(".", ""))
        datei = _csv(browser, ziel) if zeilen else []
        assert anzahl == zeilen == len(datei), nummer
        if zeilen and wann == "im Juni" and rolle == Rolle.LEITUNG:
            assert _xlsx_zeilen(browser, ziel) == zeilen, nummer
        if nummer not in OHNE_RECHNUNG:
            gerechnet = NACHGERECHNET.get(nummer, lambda zeilen, _: len(zeilen))(datei, zeitraum)
            assert abs(gerechnet - wert) < Decimal("0.00001"), (nummer, gerechnet, wert)
        gezeigt = re.search(r'arge-kennzahl__zahl">([^<]*)<', seite)[1]
        unbekannt = kennzahl.erfasst is not None and not zeilen and wer_erfasst(zugang, kennzahl, zeitraum) == 0
        assert gezeigt == ("–" if unbekannt else SCHREIBWEISEN[kennzahl.schreibweise](wert)), nummer
        assert html.escape(f"{kennzahl.name} ({nummer})") in seite, nummer
        assert html.escape(kennzahl.definition_am(zeitraum.ende)) in seite, nummer
        geprueft.add(nummer)
    assert len(geprueft) == ZAHLEN_MIT_ZEILEN[rolle], sorted(geprueft)


def test_ohne_traeger_in_der_adresse_nennt_der_titel_den_eigenen(konten):
    """Gezählt sind dann nur eigene Zeilen; ohne Namen sähe es nach allen aus."""
    browser, zugang = konten[Rolle.LEITUNG]
    kennzahl, tag = nach_nummer("TR-03"), ZEITRAEUME["heute"]
    ziel = adresse(kennzahl, Zeitraum(tag, tag), zugang)
    assert "traeger=" not in ziel
    assert f"(TR-03), am {datum(tag)}, {zugang.traeger}" in html.unescape(browser.get(ziel).content.decode())


def test_wo_keine_zahl_steht_steht_warum(konten):
    seiten = {
        rolle: konten[rolle][0].get(reverse("kennzahlen")).content.decode() for rolle in (Rolle.LEITUNG, Rolle.FACHKRAFT)
    }
    assert "steht auf „Auslastung“" in seiten[Rolle.LEITUNG]
    assert "nicht in Ihrer Rolle" in seiten[Rolle.FACHKRAFT]
    assert all('data-titel="Wert">–<' not in seite for seite in seiten.values())


#: Wie viele Zahlen jede Rolle bis zu den Zeilen verfolgen kann; sonst prüfte der Test darüber still nichts.
ZAHLEN_MIT_ZEILEN = {
    Rolle.FACHKRAFT: 38, Rolle.LEITUNG: 47, Rolle.VERWALTUNG: 14, Rolle.KOORDINATION: 8, Rolle.STEUERUNG: 11, Rolle.PRUEFUNG: 11,
    Rolle.BETRIEB: 0, STADT: 47,
}  # fmt: skip


@pytest.mark.parametrize("rolle", [Rolle.KOORDINATION, Rolle.STEUERUNG, Rolle.PRUEFUNG])
def test_wer_alle_sieht_findet_hinter_der_summe_alle_zeilen(konten, rolle):
    """Was eine Rolle als Summe aller Träger liest und verfolgen darf, zeigt auch die Zeilen aller Träger."""
    _, zugang = konten[rolle]
    for nummer in NUMMERN:
        kennzahl = nach_nummer(nummer)
        zeitraum = _zeitraum(kennzahl, HEUTE)
        if kennzahl.schutz or not adresse(kennzahl, zeitraum, zugang):
            continue
        with handeln(zugang):
            eigene = kennzahl.fuer(zugang, zeitraum)
            with zahlen():
                assert eigene == kennzahl.wert(zeitraum), nummer


def test_keine_zahl_ist_ohne_zeilen(konten):
    """Sonst prüfte der Test darüber leere Listen: Jede Zahl hat bei der Caritas oder bei der Stadt eine Zeile."""
    voll = set()
    for wer in (Rolle.LEITUNG, STADT):
        _, zugang = konten[wer]
        with handeln(zugang):
            voll |= {
                n
                for n in NUMMERN
                if nach_nummer(n).zeilen(zugang, _zeitraum(nach_nummer(n), HEUTE), wessen(zugang)).exists()
            }
    assert set(NUMMERN) - voll == NIEMAND_KAM_WIEDER


def test_die_seite_zeigt_der_leitung_ihre_zahlen_und_fuehrt_zu_den_zeilen(leitung):
    browser, _ = leitung
    seite = browser.get(reverse("kennzahlen")).content.decode()
    for nummer in ("MBE-01", "IM-01", "EA-02"):
        kennzahl = nach_nummer(nummer)
        assert f"Zeilen hinter {nummer}" in seite
        assert kennzahl.name in seite
    assert "FI-03" in seite
    assert "{" not in "".join(re.findall(r'data-titel="Definition">([^<]*)', seite)), "Einstellungen sind eingesetzt"


@pytest.mark.parametrize(
    ("angaben", "status"),
    [("kennzahl=MBE-05", 404), ("kennzahl=GIBT-ES-NICHT", 404), ("kennzahl=", 200), ("kennzahl=MBE-01&von=gestern&bis=heute", 200),
     ("kennzahl=MBE-01&von=02.05.2026&bis=01.05.2026", 200)],
)  # fmt: skip
def test_was_niemand_lesen_kann_zeigt_keine_zeile(leitung, angaben, status):
    browser, _ = leitung
    voll = angaben if "von=" in angaben else f"{angaben}&von=01.01.2026&bis=31.12.2026"
    antwort = browser.get(f"{reverse('beratung:fall-liste')}?{voll}")
    assert antwort.status_code == status
    assert "arge-liste__anzahl" not in antwort.content.decode()


def test_koordination_sieht_menschen_nur_wie_in_der_letzten_fassung(demodaten, django_db_blocker):
    """Jeden Tag neu gezählt, verrieten mehrere gerundete Zahlen derselben Menschen zusammen, wer wann kam."""
    with django_db_blocker.unblock():
        seite = (
            _browser(Benutzer.objects.get(email=ANMELDUNG[Rolle.KOORDINATION])).get(reverse("kennzahlen")).content.decode()
        )
    wege = re.findall(r"Zeilen hinter ([A-Z]+-\d+)", seite)
    assert wege
    assert not [nummer for nummer in wege if nach_nummer(nummer).schutz]
    muster = re.compile(r'data-titel="Kürzel">([A-Z]+-\d+)</th>.*?data-titel="Wert">(?:<a[^>]*>)?([\d.·]+)<', re.DOTALL)
    gezeigt = dict(treffer.groups() for zeile in seite.split("<tr") if (treffer := muster.search(zeile)))
    menschen = [
        n
        for n in gezeigt
        if isinstance(nach_nummer(n), Kennzahl) and nach_nummer(n).schutz and nach_nummer(n).schreibweise == "zahl"
    ]
    assert len(menschen) > 10
    with django_db_blocker.unblock():
        stehen = veroeffentlicht(HEUTE)
    assert {n: gezeigt[n] for n in menschen} == {n: stehen[n].text for n in menschen}
    assert {stehen[n].wann for n in menschen} == {"2025, Fassung 1"}
    # Ebenso die gemeldeten Personalkosten: Täglich gezählt ist jeder Sprung ein Gehalt.
    kosten = next(zeile for zeile in seite.split("<tr") if 'data-titel="Kürzel">FI-03' in zeile)
    assert "2025, Fassung 1" in kosten
    assert stehen["FI-03"].text in kosten


@pytest.mark.parametrize("rolle", Rolle.values)
def test_jeder_weg_zu_zeilen_steht_der_rolle_offen(demodaten, django_db_blocker, rolle):
    with django_db_blocker.unblock():
        browser = _browser(Benutzer.objects.get(email=ANMELDUNG[rolle]))
        seiten = "".join(browser.get(reverse(name)).content.decode() for name in ("kennzahlen", "start"))
        ziele = {html.unescape(ziel) for ziel in re.findall(r'href="([^"]*[?&;]kennzahl=[^"]*)"', seiten)}
        verschlossen = {ziel for ziel in ziele if browser.get(ziel).status_code != 200}
    assert verschlossen == set()
    assert bool(ziele) == (rolle != Rolle.BETRIEB), "wer eine Liste lesen darf, findet hin"


@pytest.mark.parametrize(
    ("nummer", "liste"), [("IM-01", "integrationsmanagement:fall-liste"), ("FI-01", "finanzen:bescheid-liste")]
)
def test_nach_fremden_zeilen_fragt_niemand(konten, nummer, liste):
    """Null Zeilen eines anderen Trägers wären eine falsche Antwort auf die Frage nach seiner Zahl."""
    browser, zugang = konten[Rolle.LEITUNG]
    fremd = Traeger.objects.exclude(pk=zugang.traeger_id).first().pk
    angaben = {"kennzahl": nummer, "von": "01.01.2026", "bis": "31.12.2026"}
    assert browser.get(reverse(liste), angaben | {"traeger": fremd}).status_code == 404
    assert browser.get(reverse(liste), angaben | {"traeger": zugang.traeger_id}).status_code == 200


def test_was_jahresweise_gilt_nennt_das_jahr_und_nicht_die_gefragten_tage(konten):
    """FI-02 zählt ganze Kalenderjahre: Über Zahlungen vom August stünde sonst „01.11. bis 02.11.“."""
    browser, _ = konten[Rolle.STEUERUNG]
    angaben = {"kennzahl": "FI-02", "von": "01.11.2026", "bis": "02.11.2026"}
    seite = browser.get(reverse("finanzen:auszahlung-liste"), angaben).content.decode()
    assert "Ausgezahlte Mittel (FI-02), Kalenderjahr 2026" in seite
    assert "gefiltert" not in seite
    leer = browser.get(
        reverse("finanzen:auszahlung-liste"), angaben | {"von": "01.01.2019", "bis": "31.12.2020"}
    ).content.decode()
    assert "Kalenderjahre 2019 bis 2020" in leer
    assert "Ändern Sie" not in leer


def test_zeilen_eines_vergangenen_tages_zeigen_seinen_stand(konten, settings):
    """Der Plan vom Oktober war im Juni noch nicht da; wer am Jahresende zuständig war, steht auch heute noch da."""
    settings.EXPORT_SOFORT = 10**6
    browser, zugang = konten[STADT]
    for tag in (ZEITRAEUME["im Juni"], ZEITRAEUME["im Vorjahr"]):
        zeilen = _csv(browser, adresse(nach_nummer("IM-01"), Zeitraum(tag, tag), zugang))
        for spalte in ("Plan vom", "Letztes Gespräch"):
            tage = [_tag(z[spalte]) for z in zeilen if z[spalte]]
            assert not tage or max(tage) <= tag, spalte
        assert zeilen
        assert all(z["Zuständig"] for z in zeilen)
