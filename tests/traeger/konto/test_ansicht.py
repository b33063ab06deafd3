"""Gemerkte Ansichten: Filter, Ordnung und Spalten einer Liste unter einem Namen – ohne Suchwort, nur für die eigene Mitgliedschaft."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from lxml import html as lxml_html

from tests.factories import FachkraftFactory, MitgliedschaftFactory
from tests.factories.basis import im_namen_von
from tests.lesen import text
from traeger.begriffe import Rolle
from traeger.models import Ansicht

pytestmark = pytest.mark.django_db
LISTE, NEU = "/traeger/fachkraefte/", "/traeger/ansichten/neu/"


@pytest.fixture(autouse=True)
def angehalten(uhr):
    uhr(date(2026, 11, 22), laeuft=False)


@pytest.fixture
def mitgliedschaft(client):
    mitgliedschaft = MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    traeger = mitgliedschaft.traeger
    FachkraftFactory(
        traeger=traeger, nachname="Abel", beschaeftigt_von=date(2020, 1, 1), beschaeftigt_bis=date(2024, 12, 31)
    )
    FachkraftFactory(traeger=traeger, nachname="Brenner", beschaeftigt_von=date(2021, 1, 1))
    FachkraftFactory(traeger=traeger, nachname="Conrad", beschaeftigt_von=date(2022, 1, 1))
    client.force_login(mitgliedschaft.benutzer)
    return mitgliedschaft


def baum(antwort):
    return lxml_html.fromstring(antwort.content.decode())


def koepfe(antwort):
    return [th.text_content().strip() for th in baum(antwort).xpath("//section[@id='liste']//thead//th")]


def namen(antwort):
    return [td.text_content().split(",")[0].strip() for td in baum(antwort).xpath("//section[@id='liste']//tbody/tr/td[1]")]


def verweis(antwort, wort):
    return next((a.get("href") for a in baum(antwort).xpath("//main//a") if a.text_content().strip() == wort), None)


def merken(client, angaben, name, **felder):
    """Der Weg einer Person: Liste einstellen, „Ansicht merken“, benennen."""
    ziel = verweis(client.get(LISTE + angaben), "Ansicht merken")
    return senden(client, ziel, name=name, **felder)


def senden(client, ziel, **felder):
    """Das Formular öffnen und mit seinen versteckten Feldern absenden."""
    versteckt = baum(client.get(ziel)).xpath("//main//form[@method='post']//input[@type='hidden']")
    return client.post(ziel, {i.get("name"): i.get("value") or "" for i in versteckt} | felder)


def test_gemerkt_ist_was_die_liste_zeigt_und_ein_griff_bringt_es_zurueck(client, mitgliedschaft):
    antwort = merken(client, "?stand=weg&sortierung=-nachname&spalte=Stand&seite=1", "Ausgeschiedene")
    liste = client.get(antwort.url)
    assert "Die Ansicht „Ausgeschiedene“ ist gemerkt." in text(liste)
    marke = baum(liste).xpath("//ul[@aria-label='Gemerkte Ansichten']//a")[0]
    assert marke.get("aria-current") == "true"
    assert verweis(liste, "Ansicht merken") is None  # sie ist es schon
    ziel = baum(client.get(LISTE)).xpath("//ul[@aria-label='Gemerkte Ansichten']//a")[0].get("href")
    zurueck = client.get(ziel)
    assert (namen(zurueck), koepfe(zurueck)) == (["Abel"], ["Name", "Stand"])


@pytest.mark.parametrize("unbekannt", ["suche=Brenner", "wer=Brenner", "seite=3"])
def test_ein_suchwort_oder_unbekanntes_merkt_sich_keine(client, mitgliedschaft, unbekannt):
    merken(client, f"?{unbekannt}&stand=", "Alle")
    with im_namen_von(benutzer_id=mitgliedschaft.benutzer_id):
        assert Ansicht.objects.get().angaben == "stand="
    assert verweis(client.get(f"{LISTE}?{unbekannt}"), "Ansicht merken") is None  # sonst ist nichts gewählt


def test_die_liste_geht_so_auf_und_laesst_sich_zuruecksetzen(client, mitgliedschaft):
    merken(client, "?stand=&sortierung=-nachname", "Alle, von hinten", immer="on")
    offen = client.get(LISTE)
    assert namen(offen) == ["Conrad", "Brenner", "Abel"]
    assert verweis(offen, "Filter zurücksetzen") is not None
    ohne = client.get(verweis(offen, "Filter zurücksetzen"))
    assert namen(ohne) == ["Brenner", "Conrad"]
    assert "ansicht=" in verweis(ohne, "CSV herunterladen")  # sonst zeigte die Datei wieder die gemerkte Ansicht
    export = client.get(LISTE + verweis(offen, "CSV herunterladen"))
    zeilen = b"".join(export.streaming_content).decode("utf-8-sig").splitlines()
    assert [zeile.split(";")[0].strip('"').split(",")[0] for zeile in zeilen if ";" in zeile][-3:] == [
        "Conrad",
        "Brenner",
        "Abel",
    ]


def test_auf_ihrer_seite_heisst_kein_verweis_wie_ein_anderer(client, mitgliedschaft):
    for name in ("Eins", "Zwei"):
        merken(client, "?stand=weg" if name == "Eins" else "?stand=", name)
    worte = [a.text_content().strip() for a in baum(client.get("/traeger/ansichten/")).xpath("//main//a")]
    assert [wort for wort in worte if wort.startswith("Ändern")] == ["Ändern (Eins)", "Ändern (Zwei)"]
    assert len(worte) == len(set(worte))


def test_nur_eine_ist_die_erste(client, mitgliedschaft):
    merken(client, "?stand=weg", "Eins", immer="on")
    merken(client, "?ansicht=&stand=", "Zwei", immer="on")
    with im_namen_von(benutzer_id=mitgliedschaft.benutzer_id):
        assert list(Ansicht.objects.filter(immer=True).values_list("name", flat=True)) == ["Zwei"]
        eins = Ansicht.objects.get(name="Eins")
        with pytest.raises(IntegrityError), transaction.atomic():
            Ansicht.objects.filter(pk=eins.pk).update(immer=True)
    senden(client, f"/traeger/ansichten/{eins.pk}/", name="Eins", immer="on")
    assert namen(client.get(LISTE)) == ["Abel"]


def test_spalten_weg_und_die_datei_zeigt_dasselbe(client, mitgliedschaft):
    assert len(koepfe(client.get(LISTE))) == 5
    antwort = client.get(LISTE + "?spalte=Abschluss")
    assert koepfe(antwort) == ["Name", "Abschluss"]
    datei = b"".join(client.get(LISTE + verweis(antwort, "CSV herunterladen")).streaming_content).decode("utf-8-sig")
    assert "Name" in datei
    assert "Beschäftigt" not in datei
    assert len(koepfe(client.get(LISTE + "?spalte=gibtesnicht"))) == 5


def test_wer_filtert_sortiert_oder_spalten_waehlt_verliert_das_andere_nicht(client, mitgliedschaft):
    antwort = client.get(LISTE + "?stand=weg&sortierung=-nachname&spalte=Stand")
    filterform, spaltenform = baum(antwort).xpath("//main//form[@method='get']")
    versteckt = [
        {(i.get("name"), i.get("value")) for i in f.xpath(".//input[@type='hidden']")} for f in (filterform, spaltenform)
    ]
    assert versteckt == [{("sortierung", "-nachname"), ("spalte", "Stand")}, {("sortierung", "-nachname"), ("stand", "weg")}]


def test_in_einer_anderen_mitgliedschaft_gibt_es_sie_nicht(client, mitgliedschaft):
    client.get(merken(client, "?stand=weg", "Ausgeschiedene").url)
    andere = MitgliedschaftFactory(rolle=Rolle.LEITUNG, benutzer=mitgliedschaft.benutzer)
    client.post("/traeger/mitgliedschaft/", {"mitgliedschaft": andere.pk})
    assert "Ausgeschiedene" not in text(client.get(LISTE))
    with im_namen_von(benutzer_id=mitgliedschaft.benutzer_id):
        nummer = Ansicht.objects.get().pk
    assert client.get(f"/traeger/ansichten/{nummer}/").status_code == 404
    fremd = MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    with im_namen_von(benutzer_id=fremd.benutzer_id):
        assert not Ansicht.objects.exists()


def test_umbenennen_loeschen_und_zweimal_dasselbe(client, mitgliedschaft):
    weg, da = (verweis(client.get(f"{LISTE}?stand={stand}"), "Ansicht merken") for stand in ("weg", ""))
    senden(client, weg, name="Ausgeschiedene")
    assert senden(client, weg, name="Ausgeschiedene").status_code == 302  # derselbe Klick noch einmal
    assert "Unter diesem Namen" in text(senden(client, da, name="Ausgeschiedene"))
    with im_namen_von(benutzer_id=mitgliedschaft.benutzer_id):
        nummer = Ansicht.objects.get().pk
    senden(client, f"/traeger/ansichten/{nummer}/", name="Weg")
    assert "Weg – Fachkräfte" in text(client.get("/traeger/ansichten/"))
    client.post(f"/traeger/ansichten/{nummer}/loeschen/")
    assert "Noch keine." in text(client.get("/traeger/ansichten/"))


def test_gemerkt_wird_nur_was_eine_liste_dieser_mitgliedschaft_geschrieben_hat(client, mitgliedschaft):
    """Ein zugesandter Verweis merkt nichts: weder erfunden, noch verändert, noch von jemand anderem."""
    echt = verweis(client.get(f"{LISTE}?stand=weg"), "Ansicht merken")
    assert client.get(echt).status_code == 200
    andere = MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    for verstellt in (
        echt[:-1] + ("a" if echt[-1] != "a" else "b"),
        f"{NEU}?auswahl=",
        f"{NEU}?adresse=/konto/logout/&liste=X&angaben=",
        NEU,
    ):
        assert client.get(verstellt).status_code == client.post(verstellt, {"name": "X", "immer": "on"}).status_code == 404
    client.force_login(andere.benutzer)
    assert client.get(echt).status_code == 404


def test_zu_viel_zum_merken_bietet_niemand_an(client, mitgliedschaft):
    viele = "&".join(["spalte=Stand"] * 100)
    assert verweis(client.get(f"{LISTE}?stand=weg&{viele}"), "Ansicht merken") is None


def test_die_einundvierzigste_ist_ein_satz(client, mitgliedschaft):
    with im_namen_von(benutzer_id=mitgliedschaft.benutzer_id):
        wem = {"traeger": mitgliedschaft.traeger, "benutzer": mitgliedschaft.benutzer, "mitgliedschaft": mitgliedschaft}
        Ansicht.objects.bulk_create(Ansicht(name=str(n), adresse="/x/", liste="X", **wem) for n in range(40))
    assert "löschen Sie" in text(merken(client, "?stand=weg", "Noch eine"))
