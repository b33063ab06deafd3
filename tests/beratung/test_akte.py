"""Der Rahmen der Akte: Reiter, Rückwege, Protokoll, Druck. Was das IM davon anders hat, steht in tests/integrationsmanagement/test_akte.py."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.conf import settings
from django.urls import reverse

from arge.daten import aenderungen
from beratung.models import Person, Zustaendigkeit
from tests.factories import FallFactory, IMFallFactory, KontaktFactory, PersonFactory
from tests.factories.basis import im_namen_von
from traeger.begriffe import Bereich, Rolle
from traeger.models import Benutzer, Einsicht
from traeger.zugang import technisch


@pytest.fixture
def fall(fachkraft):
    fall = FallFactory(traeger=fachkraft.traeger, begonnen_am=date(2026, 2, 1), person__telefon="07131 99")
    with im_namen_von(fall.traeger_id):
        Zustaendigkeit.objects.create(traeger=fall.traeger, fall=fall, fachkraft=fachkraft, von=fall.begonnen_am)
    return fall


def adresse(name, zeile):
    return reverse(f"beratung:{name}", args=[zeile.pk])


def text(antwort):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", antwort.content.decode())).split())


def protokoll(client, fall, **angaben):
    """[(wer, [„woran – was“])] einer Seite."""
    antwort = client.get(adresse("fall-protokoll", fall), angaben)
    return [(v.wer, [f"{woran} – {was}" for woran, was in v.saetze]) for v in antwort.context["vorgaenge"]]


def saetze(client, fall):
    return [satz for _, teile in protokoll(client, fall) for satz in teile]


# --- Reiter -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("app", list(settings.AKTENREITER))
def test_jeder_reiter_hat_seine_adresse_und_denselben_kopf(als, fachkraft, app):
    """Auch einer, den eine andere App anmeldet: Wer, Nummer, Telefon, Ampeln und der Griff zum Erfassen stehen auf jedem gleich."""
    factory = {"beratung": FallFactory, "integrationsmanagement": IMFallFactory}[app]
    fall = factory(
        traeger=fachkraft.traeger, person__telefon="07131 99", person__sprachen="Dari", begonnen_am=date(2026, 2, 1)
    )
    client, koepfe = als(Rolle.LEITUNG), set()
    titel = {name: route for route, name, _ in settings.AKTENREITER[app]}
    for name, route in titel.items():
        seite = client.get(reverse(route, args=[fall.pk])).content.decode()
        leiste = re.search(r'<nav class="arge-reiter" aria-label="Akte">(.*?)</nav>', seite, re.DOTALL)[1]
        assert re.findall(r'<a href="[^"]*"( aria-current="page")?>([^<]*)</a>', leiste) == [
            (' aria-current="page"' if anderer == name else "", anderer) for anderer in titel
        ]
        kopf = re.search(r'<header class="arge-seitenkopf">.*?<nav class="arge-reiter"', seite, re.DOTALL)[0]
        koepfe.add(kopf)
        fenster = re.search("<title>(.*?)</title>", seite)[1]
        assert fenster.startswith(f"{fall.person}, {fall}")
        assert (f", {name} –" in fenster) is (name != "Verlauf")
        assert 'class="arge-haftet"' in seite
    (kopf,) = koepfe
    for wort in ("07131 99", "Dari", "17.05.1990", "erfassen"):
        assert wort in kopf


def test_ein_reiter_verlangt_sein_recht(als, fachkraft, settings):
    """Den Reiter einer anderen App sieht nur, wer ihn öffnen darf."""
    fremd = ("traeger:fachkraft-detail", "Fremd", "traeger.mitglieder_verwalten")
    settings.AKTENREITER = settings.AKTENREITER | {"beratung": [*settings.AKTENREITER["beratung"], fremd]}
    fall = FallFactory(traeger=fachkraft.traeger)
    gezeigt = [
        [titel for titel, *_ in client.get(adresse("fall-detail", fall)).context["reiter"]]
        for client in (als(Rolle.LEITUNG), als(Rolle.FACHKRAFT, ["MBE"]))
    ]
    assert gezeigt == [["Verlauf", "Angaben", "Protokoll", "Fremd"], ["Verlauf", "Angaben", "Protokoll"]]


VERLAUF, ANGABEN = "fall-detail", "fall-angaben"


@pytest.mark.parametrize(
    ("form", "reiter"),
    [
        ("fall-bearbeiten", ANGABEN), ("person-bearbeiten", ANGABEN), ("fall-berichtigen", ANGABEN), ("fall-uebergeben", ANGABEN),
        ("fall-abschliessen", ANGABEN), ("fall-wieder-aufnehmen", VERLAUF), ("kontakt-neu", VERLAUF),
    ],
)  # fmt: skip
def test_vom_formular_geht_es_auf_den_reiter_zurueck_von_dem_es_kam(client, fall, form, reiter):
    """Abbrechen und Speichern führen dorthin, wo der Verweis auf das Formular steht (der Knopf im Kopf: auf den Verlauf)."""
    antwort = client.get(adresse(form, fall))
    assert antwort.context["zurueck"] == adresse(reiter, fall)


def test_speichern_der_angaben_fuehrt_zu_den_angaben(client, fall):
    daten = {"version": "1", "arbeitsform": "case", "zielgruppe": "kurs", "nachholbedarf": ""}
    antwort = client.post(adresse("fall-bearbeiten", fall), daten)
    assert antwort.url == adresse("fall-angaben", fall)
    assert "Case Management" in text(client.get(antwort.url))


# --- Protokoll: Geändert ------------------------------------------------------------------------------------------------


def test_geaendert_nennt_feld_alt_neu_und_wer(client, fall, fachkraft):
    daten = {"version": "1", "arbeitsform": "case", "zielgruppe": "unbekannt", "nachholbedarf": ""}
    client.post(adresse("fall-bearbeiten", fall), daten)
    assert (str(fachkraft.benutzer), ["MBE-Fall – Arbeitsform: Erstberatung → Case Management"]) in protokoll(client, fall)
    neu = [f"Zuständigkeit – neu: Fachkraft: {fachkraft}; ab: 01.02.2026", "MBE-Fall – angelegt", "Person – angelegt"]
    assert set(neu) < set(saetze(client, fall))
    seite = text(client.get(adresse("fall-detail", fall)))
    assert re.search(rf"Zuletzt geändert am \d\d\.\d\d\.\d{{4}}, \d\d:\d\d Uhr von {fachkraft.benutzer}\.", seite)


def test_auch_die_person_und_wer_hinter_einer_nummer_steht(client, fall, fachkraft):
    andere = KontaktFactory(traeger=fall.traeger, fall=fall).fachkraft
    with im_namen_von(fall.traeger_id, fachkraft.benutzer_id):
        Person.objects.filter(pk=fall.person_id).update(dolmetschbedarf=True, geburtsdatum=date(1991, 1, 2))
        Zustaendigkeit.objects.update(fachkraft=andere)
        Zustaendigkeit.objects.all().delete()
    gesagt = saetze(client, fall)
    assert "Person – Geburtsdatum: 17.05.1990 → 02.01.1991; Dolmetschen nötig: nein → ja" in gesagt
    assert f"Zuständigkeit – Fachkraft: {fachkraft} → {andere}" in gesagt
    assert f"Zuständigkeit – gelöscht: Fachkraft: {andere}; ab: 01.02.2026" in gesagt


def test_gleiche_namen_sind_nicht_dieselbe_fachkraft(client, fall, fachkraft):
    zwilling = KontaktFactory(
        traeger=fall.traeger, fall=fall, fachkraft__nachname=fachkraft.nachname, fachkraft__vorname=fachkraft.vorname
    ).fachkraft
    with im_namen_von(fall.traeger_id, fachkraft.benutzer_id):
        Zustaendigkeit.objects.update(fachkraft=zwilling)
    assert f"Zuständigkeit – Fachkraft: {fachkraft} → {fachkraft}" in saetze(client, fall)


def test_eine_notiz_steht_nirgends_im_protokoll(client, fall, fachkraft):
    kontakt = KontaktFactory(traeger=fall.traeger, fall=fall, fachkraft=fachkraft, notiz="Kanarie eins")
    daten = {
        "version": "1", "am": "2.3.2026", "dauer_minuten": "45", "form": "persoenlich", "themen": ["sprache"], "fachkraft": fachkraft.pk,
        "anzahl_angehoerige": "0", "notiz": "Kanarie zwei",
    }  # fmt: skip
    assert client.post(adresse("kontakt-bearbeiten", kontakt), daten).url == adresse("fall-detail", fall)
    assert "Kontakt vom 02.03.2026 – Notiz neu gespeichert" in saetze(client, fall)
    assert "Kanarie" not in client.get(adresse("fall-protokoll", fall)).content.decode()


def test_storno_und_zurueck(client, fall, fachkraft):
    kontakt = KontaktFactory(traeger=fall.traeger, fall=fall, fachkraft=fachkraft)
    client.post(adresse("kontakt-stornieren", kontakt), {"version": "1", "grund": "doppelt"})
    client.post(adresse("kontakt-wiederherstellen", kontakt), {"version": "2"})
    gesagt = [satz for satz in saetze(client, fall) if satz.startswith("Kontakt")]
    assert gesagt == [
        f"Kontakt vom 02.03.2026 – {was}" for was in ("wiederhergestellt", "storniert: doppelt erfasst", "erfasst")
    ]


def test_verschobenes_steht_in_beiden_akten_und_danach_nur_in_der_neuen(client, fall, fachkraft):
    ziel = FallFactory(traeger=fall.traeger, begonnen_am=date(2026, 1, 1))
    kontakt = KontaktFactory(traeger=fall.traeger, fall=fall, fachkraft=fachkraft)
    assert client.post(adresse("kontakt-verschieben", kontakt), {"fall": ziel.pk}).status_code == 302
    client.post(adresse("kontakt-stornieren", kontakt), {"version": "2", "grund": "doppelt"})
    alt, neu = ([s for s in saetze(client, akte) if s.startswith("Kontakt")] for akte in (fall, ziel))
    wort = "Kontakt vom 02.03.2026 – "
    assert alt == [wort + "in eine andere Akte verschoben", wort + "erfasst"]
    assert neu == [wort + "storniert: doppelt erfasst", wort + "aus einer anderen Akte hierher verschoben"]


def test_was_die_datenbank_nachrechnet_ist_keine_aenderung(client, fall):
    """Abschließen ändert drei Tabellen; gesagt wird, was jemand tat: Abschluss und Ende der Zuständigkeit."""
    client.post(adresse("fall-abschliessen", fall), {"version": "1", "am": "21.11.2026", "grund": "ziel"})
    gesagt = saetze(client, fall)
    assert "Abschluss – neu: abgeschlossen am: 21.11.2026; Grund des Abschlusses: Ziele erreicht" in gesagt
    assert "Zuständigkeit – bis einschließlich: – → 21.11.2026" in gesagt
    assert len([satz for satz in gesagt if satz.startswith("MBE-Fall")]) == 1


def test_geaendert_blaettert_ohne_luecke_und_ordnet_nach_der_zeit(client, fachkraft, festgeschrieben, monkeypatch):
    monkeypatch.setattr(aenderungen, "JE_SEITE", 4)
    fall = FallFactory(traeger=fachkraft.traeger, begonnen_am=date(2026, 1, 1))
    for tag in range(1, 7):
        KontaktFactory(traeger=fall.traeger, fall=fall, fachkraft=fachkraft, am=date(2026, 3, tag))
    seiten = [[satz for _, teile in protokoll(client, fall, seite=n) for satz in teile] for n in (1, 2, 3)]
    assert seiten[0] == [f"Kontakt vom {tag:02d}.03.2026 – erfasst" for tag in (6, 5, 4, 3)]
    assert seiten[1] == [
        "Kontakt vom 02.03.2026 – erfasst",
        "Kontakt vom 01.03.2026 – erfasst",
        "MBE-Fall – angelegt",
        "Person – angelegt",
    ]
    assert seiten[2] == []
    for unsinn in ("0", "-3", "x", "99999"):
        assert client.get(adresse("fall-protokoll", fall), {"seite": unsinn, "gelesen": unsinn}).status_code == 200
    daten = {"version": "1", "arbeitsform": "case", "zielgruppe": "unbekannt", "nachholbedarf": ""}
    client.post(adresse("fall-bearbeiten", fall), daten)
    am, wer = client.get(adresse("fall-detail", fall)).context["geaendert"]
    assert wer == str(fachkraft.benutzer), "die jüngste über alle Tabellen, nicht die erste"
    assert am == client.get(adresse("fall-protokoll", fall)).context["vorgaenge"][0].am


def test_im_protokoll_steht_nur_diese_akte(client, fall, fachkraft):
    andere = FallFactory(traeger=fall.traeger, person=PersonFactory(traeger=fall.traeger), begonnen_am=date(2026, 1, 1))
    KontaktFactory(traeger=fall.traeger, fall=andere, fachkraft=fachkraft, am=date(2026, 4, 4))
    assert not any("04.04.2026" in satz for satz in saetze(client, fall))
    assert any("04.04.2026" in satz for satz in saetze(client, andere))


# --- Protokoll: Gelesen -------------------------------------------------------------------------------------------------


def gelesen(client, fall):
    """{Wer: was} in der Akte."""
    return {wer: wie for wer, _, wie in client.get(adresse("fall-protokoll", fall)).context["leser"].zeilen}


def test_gelesen_nennt_kolleginnen_auch_die_nur_einen_kontakt_oeffneten(client, als, fall, fachkraft):
    kontakt = KontaktFactory(traeger=fall.traeger, fall=fall, fachkraft=fachkraft)
    fremder = FallFactory(traeger=fall.traeger)
    kollegin, leitung = als(Rolle.FACHKRAFT, ["MBE"]), als(Rolle.LEITUNG)
    kollegin.get(adresse("kontakt-bearbeiten", kontakt))
    als(Rolle.FACHKRAFT, ["MBE"]).get(adresse("fall-detail", fremder))
    leitung.get(adresse("fall-detail", fall))
    leitung.get(adresse("fall-druck", fall))
    with im_namen_von(fall.traeger_id):
        namen = dict(Einsicht.objects.values_list("benutzer", "benutzer__name"))
        von = {konto: namen[int(konto)] for konto in {c.session["_auth_user_id"] for c in (kollegin, leitung)}}
    wie = gelesen(client, fall)
    assert set(wie) == {*von.values(), fachkraft.benutzer.name}
    assert re.fullmatch(r"1-mal, zuletzt \d\d:\d\d\sUhr", wie[von[kollegin.session["_auth_user_id"]]])
    assert re.fullmatch(r"2-mal, zuletzt \d\d:\d\d\sUhr, gedruckt", wie[von[leitung.session["_auth_user_id"]]])


def test_die_lesespur_bleibt_wo_gelesen_wurde(client, als, fachkraft, festgeschrieben):
    """Ein Gespräch wandert in eine andere Akte; wer es vorher las, las in der alten, wer danach, in der neuen."""
    alt, neu = (FallFactory(traeger=fachkraft.traeger, begonnen_am=date(2026, 1, 1)) for _ in range(2))
    kontakt = KontaktFactory(traeger=alt.traeger, fall=alt, fachkraft=fachkraft)
    davor, danach = (als(Rolle.FACHKRAFT, ["MBE"]) for _ in range(2))
    davor.get(adresse("kontakt-bearbeiten", kontakt))
    assert client.post(adresse("kontakt-verschieben", kontakt), {"fall": neu.pk}).status_code == 302
    danach.get(adresse("kontakt-bearbeiten", kontakt))
    with technisch(Bereich.KONTEN):
        namen = {c: Benutzer.objects.get(pk=c.session["_auth_user_id"]).name for c in (davor, danach)}
    wer = fachkraft.benutzer.name  # sie schob und liest jetzt beide
    assert set(gelesen(client, alt)) == {namen[davor], wer}
    assert set(gelesen(client, neu)) == {namen[danach], wer}


def test_gelesen_ist_eine_zeile_je_mensch_und_tag(client, fall):
    for _ in range(5):
        client.get(adresse("fall-angaben", fall))
    (wie,) = gelesen(client, fall).values()
    assert wie.startswith("6-mal")


# --- Druck --------------------------------------------------------------------------------------------------------------


def test_der_ausdruck_zeigt_alles_aufgeklappt_und_nennt_auf_jedem_blatt_wer_und_wann(client, fall, fachkraft):
    tage = [date(2026, 3, 1) + timedelta(days=n) for n in range(25)]
    for tag in tage:
        KontaktFactory(
            traeger=fall.traeger, fall=fall, fachkraft=fachkraft, am=tag, notiz=f"Anfang {tag} " + "x " * 800 + "Schluss"
        )
    antwort = client.get(adresse("fall-druck", fall))
    seite, inhalt = (
        antwort.content.decode(),
        re.search(r'<div class="arge-druck">.*', antwort.content.decode(), re.DOTALL)[0],
    )
    assert all(f"Anfang {tag}" in inhalt for tag in tage)
    assert "Ganzen Text lesen" not in seite
    assert "/bearbeiten/" not in inhalt
    assert "Neuere" not in inhalt
    kopf = re.search(r'<p class="arge-druck__kopf">(.*?)</p>', inhalt, re.DOTALL)[1]
    for wort in (str(fall.person), str(fall), "gedruckt am 22.11.2026", str(fachkraft.benutzer)):
        assert wort in kopf
    with im_namen_von(fall.traeger_id):
        assert list(Einsicht.objects.values_list("akte_art", "akte_id", "umfang")) == [("MBE-Fall", fall.pk, "Druck")]
