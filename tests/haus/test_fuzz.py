"""Nichts, was ein Träger eintippt, bricht eine Seite, Datei, Mail oder einen Kalender – auch nicht die eines anderen (haus 3)."""

from collections.abc import Iterator

import pytest
from django.urls import reverse

from arge.zahlen.format import datum
from tests.haus.boese_eingaben import RAHMEN, UNSICHTBAR, WERTE, Formular, Seite, frage, gueltig, passend, sende_wo_es_gilt
from tests.haus.fuzz_welt import BASIS, HEUTE, ROLLEN, Welt, fester_tag  # noqa: F401 – Fixture
from tests.haus.test_urls import ROUTEN, SEITEN
from traeger.begriffe import Rolle

pytestmark = pytest.mark.django_db


#: Die Seite nach `kalender` sagt die neue Adresse, statt weiterzuleiten.
GILT_HIER_NIE = {
    "traeger:kalender", "suche", "ehrenamt:stunden-bestaetigen",  # wartet auf ein Kreuz an einer bestimmten Zeile
    *(f"{seite}-{tat}" for seite in ("beratung:kontakt", "integrationsmanagement:gespraech") for tat in ("schnell", "verschieben")),  # suchen
}  # fmt: skip
TEILE = 3


def boese(client, formular: Formular, basis: dict) -> Iterator[str]:
    """Schickt jeden Wert in jedes Feld: erst in alle zugleich, dann nur dorthin, wo er gilt. Nennt, was bricht."""
    for wort, wert in WERTE.items():
        antwort, felder = sende_wo_es_gilt(client, formular, basis, wert)
        if antwort.falsch:
            yield from eingekreist(client, formular, basis, felder, wort)
    versteckt = set(formular.versteckt)
    for namen in filter(None, (versteckt & RAHMEN, *({name} for name in sorted(versteckt - RAHMEN)))):
        for wort in UNSICHTBAR:
            if falsch := frage(client, formular.ziel, basis | dict.fromkeys(namen, WERTE[wort])).falsch:
                yield f"{', '.join(sorted(namen))} = {wort}: {falsch}"


def eingekreist(client, formular, basis, felder, wort) -> Iterator[str]:
    einzeln = {
        name: frage(client, formular.ziel, basis | {name: passend(formular, name, WERTE[wort])}).falsch for name in felder
    }
    gefunden = {name: falsch for name, falsch in einzeln.items() if falsch}
    zusammen = frage(client, formular.ziel, basis | {name: passend(formular, name, WERTE[wort]) for name in felder}).falsch
    yield from [f"{name} = {wort}: {falsch}" for name, falsch in gefunden.items()] or [f"{felder} = {wort}: {zusammen}"]


@pytest.mark.parametrize("teil", range(TEILE))
def test_kein_wert_bricht_ein_formular(teil):
    """Jede Antwort ist „gespeichert“ oder ein Satz: nie ein Programmfehler, nie eine Abweisung ohne Worte."""
    welt = Welt.neu(*ROLLEN)
    funde, ungueltig = [], set()
    for name, (client, formular) in welt.formulare(sorted(ROUTEN)[teil::TEILE]).items():
        basis, antwort = gueltig(client, formular, datum(HEUTE), BASIS.get(name, {}))
        if not antwort.gespeichert:
            ungueltig.add(name)
        funde += [f"{name}: {fund}" for fund in boese(client, formular, basis)]
    assert funde == []
    assert ungueltig <= GILT_HIER_NIE


def test_fremde_nummer_ist_in_keiner_auswahl_gueltig():
    """Jede Möglichkeit, die derselben Rolle eines anderen Trägers offensteht und dieser nicht, ist hier ein Satz am Feld."""
    welt, fremd = Welt.neu(Rolle.LEITUNG), Welt.neu(Rolle.LEITUNG)
    namen = [name for name in sorted(ROUTEN) if Rolle.LEITUNG in SEITEN[name].wer]
    fremde, funde, geprueft = fremd.formulare(namen), [], 0
    for name, (client, formular) in welt.formulare(namen).items():
        andere = fremde[name][1].felder if name in fremde else {}
        auswahlen = [
            (f, sorted(set(andere[f.name].wahl) - set(f.wahl))[:2]) for f in formular.felder.values() if f.name in andere
        ]
        basis = gueltig(client, formular, datum(HEUTE), BASIS.get(name, {}))[0] if any(w for _, w in auswahlen) else {}
        for feld, werte in auswahlen:
            for wert in werte:
                geprueft += 1
                antwort = frage(client, formular.ziel, basis | {feld.name: wert})
                if antwort.falsch or antwort.gespeichert:
                    funde.append(f"{name}: {feld.name} = {wert}: {antwort}")
    assert funde == []
    assert geprueft > 15


#: Parameter, die Seiten neben ihren Filtern lesen.
PARAMETER = ("seite", "am", "jahr", "nach", "sortierung", "person", "fachkraft", "stand", "schluessel")
IN_ADRESSEN = ("a\x00b", "9" * 30, "020261", "31.12.9999")


@pytest.mark.parametrize("teil", range(2))
def test_kein_wert_in_der_adresse_bricht_eine_seite(teil):
    """Filter, Blättern, Stichtag und Vorbelegung: auch eine verstümmelte Adresse ist eine Seite oder sagt es."""
    welt, funde = Welt.neu(*ROLLEN), []
    for name, ziel, client, seite in welt.seiten(sorted(ROUTEN)[teil::2]):
        for namen in filter(None, (set(PARAMETER), seite.filter)):
            for wert in IN_ADRESSEN:
                antwort = frage(client, ziel, abfrage=dict.fromkeys(sorted(namen), wert))
                if (
                    antwort.bruch
                    or antwort.status not in (200, 302, 400, 404)
                    or (antwort.status >= 400 and not antwort.hat_satz)
                ):
                    funde.append(f"{name}?{'=…&'.join(sorted(namen))}={wert!r}: {antwort}")
    assert funde == []


def test_kein_schluessel_in_der_adresse_bricht_etwas():
    """Nummern, die es nicht gibt oder die keine Spalte fasst, prüft test_urls."""
    welt, funde, ziele = Welt.neu(*ROLLEN), [], []
    for name, parameter in ROUTEN.items():
        if parameter and parameter != ("pk",):
            ziele += [
                (name, reverse(name, args=["platz"]).replace("platz", wert))
                for wert in ("%00", "a%00b", "x" * 3000, "%E2%80%AEa", "%FF", "a:b:1")
            ]
    for name, ziel in ziele:
        for daten in (None, {}):
            antwort = frage(welt.wer(name), ziel, daten)
            if antwort.bruch or antwort.status not in (404, 400, 405, 302, 200):
                funde.append(f"{name} {ziel[:80]}: {antwort}")
    assert funde == []


def test_kein_wert_bricht_den_entwurf():
    welt, funde = Welt.neu(Rolle.LEITUNG), []
    client, ziel, seite = welt.clients[Rolle.LEITUNG], reverse("traeger:entwurf"), reverse("ehrenamt:person-neu")
    for wort, wert in WERTE.items():
        for feld in ("entwurf", "entwurf_titel", "notiz", "unbekannt", "verwerfen"):
            antwort = frage(client, ziel, {"entwurf": seite, "notiz": "Ein Text"} | {feld: wert}, bleibt=True)
            if antwort.bruch or antwort.status not in (204, 400):
                funde.append(f"{feld} = {wort}: {antwort}")
        danach = {pfad: frage(client, pfad).status for pfad in (seite, reverse("traeger:entwurf-liste"))}
        funde += [f"danach {pfad} ({wort}): {status}" for pfad, status in danach.items() if status != 200]
    assert funde == []


#: Formulare ohne Entwurf: Sie wählen nur aus oder kreuzen an; die Meldung einer Barriere geht auch ohne Konto.
OHNE_ENTWURF = {
    "beratung:kontakt-schnell", "integrationsmanagement:gespraech-schnell", "ehrenamt:stunden-bestaetigen", "seiten:barriere-melden", "suche",
    "traeger:sitzung-eingeladene",
    "traeger:mitteilungswahl", "beratung:faelle-uebergeben", "integrationsmanagement:faelle-uebergeben",
    "beratung:kontakt-verschieben", "integrationsmanagement:gespraech-verschieben", "ehrenamt:treffen-verschieben",
}  # fmt: skip


def test_jedes_formular_kommt_aus_seinem_entwurf_ganz_zurueck():
    """Gesichert, angeboten, eingesetzt: jedes Feld steht danach wieder da, auch in Zeilen einer Sammlung. Von Wahl und eigener Dauer gilt eine."""
    welt, funde, ohne, geprueft = Welt.neu(*ROLLEN), [], set(), 0
    for name, (client, formular) in welt.formulare(sorted(ROUTEN)).items():
        if not formular.sichtbar or "nur_auswahl" in formular.felder:
            continue
        if "entwurf" not in formular.felder:
            ohne.add(name)
            continue
        geprueft += 1
        daten = formular.daten()
        for feld in formular.felder.values():
            if feld.art in ("text", "textarea", "email", "tel") and not feld.name.endswith("_andere"):
                daten[feld.name] = ["Angefangen: äöü"]
            elif feld.wahl and feld.name in formular.sichtbar:
                daten[feld.name] = feld.wahl[-1:]
        assert client.post(reverse("traeger:entwurf"), daten).status_code == 204
        seite = Seite(client.get(formular.ziel).content.decode(), formular.ziel)
        angebot = next((f for f in seite.formulare if "nur_auswahl" in f.felder), None)
        if angebot is None:
            funde.append(f"{name}: nichts angeboten")
            continue
        antwort = client.post(angebot.ziel, angebot.daten())
        if antwort.status_code != 200:
            funde.append(f"{name}: {antwort.status_code}")
            continue
        neu = next(
            f for f in Seite(antwort.content.decode(), formular.ziel).formulare if f.felder.keys() == formular.felder.keys()
        )
        danach = neu.daten()
        funde += [
            f"{name}: {feld} = {danach.get(feld)} statt {wert}" for feld, wert in daten.items() if danach.get(feld) != wert
        ]
    assert funde == []
    assert ohne == OHNE_ENTWURF
    assert geprueft > 40
