"""Die Datei einer langen Liste: kein Suchwort im Klartext, vermerkt und erlaubt im Zugang der Ausführung."""

import gc
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from openpyxl.worksheet._writer import ALL_TEMP_FILES

from arge.seite.ausfuhr import FILTER_UNGUELTIG
from beratung.models import Person
from tests.factories import FachkraftFactory, FallFactory, GespraechFactory, MitgliedschaftFactory
from tests.factories.basis import im_namen_von
from tests.factories.traeger import AbwesenheitFactory, VertretungFactory
from tests.traeger.auftrag.hilfe import (
    AUSFUHR,
    ablage,
    auftrag_zu,
    ausfuehren,
    druecken,
    formular,
    herunterladen,
    laeuft,
    stand,
)
from traeger.auftrag import tasks
from traeger.auftrag.vorgaenge import auftrag as vorgaenge
from traeger.auftrag.vorgaenge.auftragslauf import PachtVerloren
from traeger.begriffe import ERGEBNIS_FRIST, AuftragStatus, Bereich, Rolle
from traeger.models import Einsicht, Mitgliedschaft, Traeger
from traeger.zugang import handeln, technisch

pytestmark = pytest.mark.usefixtures("lange_listen")
NAME = "Zwitscherlein"


@pytest.fixture
def traeger(zugang):
    return Traeger.objects.get(pk=zugang.traeger_id)


@pytest.fixture
def faelle(traeger):
    """Drei Fälle des Trägers, einer mit dem gesuchten Namen."""
    faelle = [FallFactory(traeger=traeger) for _ in range(3)]
    with im_namen_von(traeger.pk):
        Person.objects.filter(pk=faelle[0].person_id).update(nachname=NAME, suchname=f" {NAME.lower()}")
    return faelle


def gesehen(traeger_id):
    with im_namen_von(traeger_id):
        return list(Einsicht.objects.order_by("pk").values_list("benutzer", "akte_art", "umfang", "anzahl", "vertretung_id"))


def gesucht(angemeldet, wort=NAME):
    return formular(angemeldet.get(reverse("beratung:fall-liste"), {"suche": wort, "stand": "alle"}))


def test_suchwort_steht_nirgends_im_klartext_und_nach_dem_ende_gar_nicht_mehr(zugang, angemeldet, faelle, capfd):
    capfd.readouterr()
    antwort = druecken(angemeldet, gesucht(angemeldet))
    auftrag = auftrag_zu(antwort)

    def zeile():
        with technisch(Bereich.AUFTRAEGE), connection.cursor() as cursor:
            cursor.execute("select t::text, encode(angaben, 'escape') from traeger_auftrag t where id = %s", [auftrag.pk])
            return " ".join(cursor.fetchone())

    assert auftrag.angaben == f"?suche={NAME}&stand=alle"
    assert NAME not in zeile() + antwort.url
    assert NAME in herunterladen(angemeldet, laeuft(auftrag)).decode()
    assert stand(auftrag).angaben == ""
    assert NAME not in zeile() + "".join(capfd.readouterr())
    assert gesehen(zugang.traeger_id)[-1][1:4] == ("MBE-Fälle", "suche=%E2%80%A6&stand=alle&datei=csv", 1)


def test_zurueck_geht_es_ohne_suchwort(zugang, angemeldet, faelle):
    felder = gesucht(angemeldet)
    antworten = [druecken(angemeldet, felder | {"absendung": ""}) for _ in range(3)]
    assert antworten[2].url == "/beratung/faelle/?stand=alle"
    assert "Zwei Ihrer Aufträge sind noch nicht fertig" in angemeldet.get(antworten[2].url).text


def test_derselbe_knopf_ist_derselbe_auftrag_ein_anderes_wort_ein_anderer(zugang, angemeldet, faelle):
    felder = gesucht(angemeldet)
    anderes = gesucht(angemeldet, "Haidari") | {"absendung": felder["absendung"]}
    ziele = [druecken(angemeldet, f).url for f in (felder, felder, anderes)]
    assert ziele[0] == ziele[1] != ziele[2]


@pytest.mark.parametrize(
    ("angaben", "status"),
    [("a=1&" * 4000, 400), ("suche=%00&stand=%ff", 302), ("?&&==&stand", 302), ("nach=x&seite=-1", 302)],
)
def test_unsinn_in_den_angaben_ist_ein_satz(angemeldet, angaben, status):
    antwort = angemeldet.post(AUSFUHR, {"liste": "beratung:fall-liste", "export": "csv", "angaben": angaben})
    assert antwort.status_code == status
    assert status == 400 or angemeldet.get(antwort.url).status_code == 200


@pytest.fixture
def silvester(uhr):
    uhr(date(2026, 12, 31))


@pytest.mark.usefixtures("silvester")
def test_morgen_gelten_die_vorgaben_von_heute(traeger, angemeldet, uhr):
    """Sonst zeigte die Datei einen anderen Zeitraum als die Seite, auf der sie bestellt wurde."""
    GespraechFactory(traeger=traeger, am=date(2026, 6, 1))
    auftrag = auftrag_zu(druecken(angemeldet, formular(angemeldet.get(reverse("integrationsmanagement:gespraech-liste")))))
    uhr(date(2027, 1, 1))
    with default_storage.open(laeuft(auftrag).ergebnis.name) as datei:
        assert "01.06.2026" in datei.read().decode()


def test_gilt_der_filter_nicht_mehr_gibt_es_einen_satz_und_keine_datei(zugang, angemeldet, faelle):
    auftrag = auftrag_zu(druecken(angemeldet, gesucht(angemeldet)))
    auftrag.angaben = "?stand=gibt-es-nicht"
    with technisch(Bereich.AUFTRAEGE):
        auftrag.save(update_fields=["angaben"])
    gescheitert = ausfuehren(auftrag, timezone.localdate())
    assert (gescheitert.status, gescheitert.fehler) == (AuftragStatus.GESCHEITERT, FILTER_UNGUELTIG)
    assert ablage() == []
    assert not any("datei=" in umfang for _, _, umfang, _, _ in gesehen(zugang.traeger_id))


def test_was_nie_fertig_wurde_vergisst_den_filter_und_laeuft_nie_ohne_ihn(zugang, angemeldet, faelle):
    auftrag = auftrag_zu(druecken(angemeldet, gesucht(angemeldet)))
    angemeldet.post(reverse("traeger:auftrag-abbrechen", args=[auftrag.pk]))
    frist = stand(auftrag).beendet_am + ERGEBNIS_FRIST
    vorgaenge.ergebnisse_ablaufen(jetzt=frist)
    assert stand(auftrag).angaben
    vorgaenge.ergebnisse_ablaufen(jetzt=frist + timedelta(seconds=1))
    assert stand(auftrag).angaben == ""
    angemeldet.post(reverse("traeger:auftrag-wiederholen", args=[auftrag.pk]))
    assert ausfuehren(auftrag, timezone.localdate()).fehler == tasks.NICHT_MEHR_DA


def test_zu_lang_fuer_excel_ist_ein_satz_und_die_ganze_zahl_steht_in_der_einsicht(traeger, angemeldet, faelle, monkeypatch):
    """Weiter als ZAEHLGRENZE zählt die Seite nicht; vermerkt wird trotzdem, wie viele es waren."""
    monkeypatch.setattr("arge.seite.ausfuhr.XLSX_GRENZE", 2)
    for grenze in ("arge.seite.liste.ZAEHLGRENZE", "arge.seite.ausfuhr.ZAEHLGRENZE"):
        monkeypatch.setattr(grenze, 1)
    felder = formular(angemeldet.get(reverse("beratung:fall-liste")))
    zurueck = angemeldet.get(druecken(angemeldet, felder, "xlsx").url)
    assert "Excel-Dateien gehen bis 2 Zeilen. Bitte nehmen Sie CSV." in zurueck.text
    laeuft(auftrag_zu(druecken(angemeldet, felder)))
    assert gesehen(traeger.pk)[-1][1:4] == ("MBE-Fälle", "stand=laufend&datei=csv", 3)


def test_rolle_geaendert_keine_datei_mehr(zugang, angemeldet, faelle):
    fertig = laeuft(auftrag_zu(druecken(angemeldet, gesucht(angemeldet))))
    wartet = auftrag_zu(druecken(angemeldet, gesucht(angemeldet)))
    with im_namen_von(zugang.traeger_id):
        Mitgliedschaft.objects.filter(pk=zugang.mitgliedschaft_id).update(rolle=Rolle.VERWALTUNG)
    assert angemeldet.get(reverse("traeger:auftrag-ergebnis", args=[fertig.pk])).status_code == 403
    assert ausfuehren(wartet, timezone.localdate()).fehler == vorgaenge.OHNE_RECHT


def test_in_einer_vertretung_traegt_die_einsicht_ihre_nummer_und_nach_ihr_gibt_es_nichts(faelle, traeger, client):
    heute = timezone.localdate()
    weg, da = (MitgliedschaftFactory(traeger=traeger, arbeitsfelder=[feld]) for feld in ("MBE", "IM"))
    abwesend, vertritt = (FachkraftFactory(traeger=traeger, benutzer=m.benutzer) for m in (weg, da))
    abwesenheit = AbwesenheitFactory(traeger=traeger, fachkraft=abwesend, von=heute, bis=heute)
    vertretung = VertretungFactory(traeger=traeger, abwesenheit=abwesenheit, fachkraft=vertritt, benutzer=da.benutzer)
    client.force_login(da.benutzer)
    auftraege = [auftrag_zu(druecken(client, gesucht(client))) for _ in range(2)]
    fertig = laeuft(auftraege[0])
    assert gesehen(traeger.pk)[-1] == (
        da.benutzer_id, "MBE-Fälle", "suche=%E2%80%A6&stand=alle&datei=csv", 1, vertretung.pk,
    )  # fmt: skip
    assert ausfuehren(auftraege[1], heute + timedelta(days=1)).fehler == vorgaenge.OHNE_RECHT
    assert NAME in herunterladen(client, fertig).decode()


@pytest.mark.parametrize("art", ["csv", "xlsx"])
def test_fortschritt_zaehlt_zeilen_und_ein_abbruch_hinterlaesst_keine_offene_datei(
    zugang, angemeldet, faelle, monkeypatch, art
):
    """Eine vergessene Datei wäre hier eine Warnung, und die ist ein Fehler."""
    monkeypatch.setattr("arge.seite.ausgabe.MELDEN_ALLE", 1)
    auftrag = auftrag_zu(druecken(angemeldet, formular(angemeldet.get(reverse("beratung:fall-liste"))), art))
    gemeldet = []

    def fortschritt(prozent, schritt):
        gemeldet.append((prozent, schritt))
        if len(gemeldet) == 2:
            raise PachtVerloren

    with handeln(zugang), pytest.raises(PachtVerloren):
        auftrag.benutzer.zugang = zugang
        tasks.ausfuhr(auftrag, fortschritt)
    gc.collect()
    assert not [pfad for pfad in ALL_TEMP_FILES if Path(pfad).exists()]
    assert gemeldet == [(0, "0 von 3 Zeilen geschrieben"), (32, "1 von 3 Zeilen geschrieben")]
