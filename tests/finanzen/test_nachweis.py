"""Der Verwendungsnachweis: geschützte Zahlen, eingefroren, als PDF/UA-1 und PDF/A-3a, ohne einen Namen."""

import io
import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import Error, connection, connections, transaction
from pypdf import PdfReader

from arge.zahlen.kennzahl import nach_nummer
from finanzen import vorgaenge
from finanzen.dokumente import kanonisch, nachweis_daten, nachweis_pdf
from finanzen.models import Fassung
from tests.factories import (
    FallFactory,
    GespraechFactory,
    IMFallFactory,
    KontaktFactory,
    StellenanteilFactory,
    TraegerFactory,
)
from traeger.begriffe import Arbeitsfeld, TraegerArt
from traeger.models import Stellenanteil
from traeger.zugang import technisch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ohne_person")]
HEUTE = date(2026, 11, 22)
JETZT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
KANARIE = "Zwitscherling"


def still(prozent, schritt):
    """Niemand wartet."""


@pytest.fixture
def traeger():
    return TraegerFactory(kurzname="AWO")


@pytest.fixture
def faelle(traeger):
    """Vier MBE-Fälle und fünf Kontakte bei der AWO, ein einzelner IM-Fall (unter der Mindestfallzahl)."""
    faelle = [FallFactory(traeger=traeger, person__traeger=traeger, person__nachname=KANARIE) for _ in range(4)]
    for fall in [*faelle, faelle[0]]:
        KontaktFactory(traeger=traeger, fall=fall, notiz=f"{KANARIE} war da.")
    im = IMFallFactory(traeger=traeger, person__nachname=KANARIE)
    for _ in range(7):
        GespraechFactory(traeger=traeger, fall=im)
    return faelle


def tafel(daten, kapitel, titel):
    return next(t for k in daten["kapitel"] if k["titel"].startswith(kapitel) for t in k["tafeln"] if t["titel"] == titel)


def test_kontakt_steht_im_nachweis(faelle):
    kontakte = tafel(nachweis_daten(jahr=2026, heute=HEUTE)[0], "Präventions", "Beratungskontakte")
    spalte = next(i for i, kopf in enumerate(kontakte["spalten"]) if "MBE-05" in kopf)
    assert kontakte["werte"][kontakte["zeilen"].index("AWO")][spalte] == 5


def mbe(daten, titel, nummer, wer="AWO"):
    t = tafel(daten, "Präventions", titel)
    return t["werte"][t["zeilen"].index(wer)][next(n for n, kopf in enumerate(t["spalten"]) if f"({nummer})" in kopf)]


@pytest.mark.parametrize(("mit_zweien", "verborgen"), [(0, False), (1, True), (2, True), (3, False)])
def test_personen_stehen_neben_den_faellen_und_verraten_keinen_mit_zweien(traeger, mit_zweien, verborgen):
    """Beraten − Personen sind die weiteren Fälle von Menschen mit mehreren: Sind das einer oder zwei, fehlt eine der beiden Zahlen."""
    faelle = [FallFactory(traeger=traeger, begonnen_am=date(2026, 2, 1), zu=date(2026, 5, 1)) for _ in range(8)]
    for fall in faelle[:mit_zweien]:
        FallFactory(traeger=traeger, person=fall.person, begonnen_am=date(2026, 6, 1))
    daten = nachweis_daten(jahr=2026, heute=date(2027, 1, 10))[0]
    zahlen = [mbe(daten, "Fälle", "MBE-10"), mbe(daten, "Personen in der MBE", "MBE-04")]
    assert ("·" in zahlen) == verborgen, zahlen
    assert verborgen or zahlen == [8 + mit_zweien, 8]


def test_sieben_gespraeche_eines_einzigen_falls_bleiben_gesperrt(faelle):
    daten = nachweis_daten(jahr=2026, heute=HEUTE)[0]
    gespraeche = tafel(daten, "Integrationsmanagement", "Gespräche")
    spalte = next(i for i, kopf in enumerate(gespraeche["spalten"]) if "IM-04" in kopf)
    assert gespraeche["werte"][gespraeche["zeilen"].index("AWO")][spalte] == "·"
    assert gespraeche["spaltensummen"][spalte] == "·"


def test_der_block_der_stadt_verraet_keinen_einzelnen_zugang(traeger):
    """Bestand 10 am Jahresanfang, einer neu, vier abgeschlossen, Bestand 7: Aus drei gezeigten Zahlen folgte die vierte."""
    stadt = TraegerFactory(kurzname="Stadt", art=TraegerArt.KOMMUNE)
    for nummer in range(11):
        zu = {"zu": date(2026, 5, 1)} if nummer < 4 else {}
        IMFallFactory(traeger=stadt, begonnen_am=date(2025, 3, 1) if nummer < 10 else date(2026, 3, 1), **zu)
    block = tafel(
        nachweis_daten(jahr=2026, heute=date(2027, 1, 10))[0], "Eigene Stellen", "Fälle des Integrationsmanagements"
    )
    werte = {
        zeile.rpartition("(")[2].rstrip(")"): wert for zeile, (wert,) in zip(block["zeilen"], block["werte"], strict=True)
    }
    assert werte["IM-02"] == "·"
    assert "·" in (werte["IM-01"], werte["IM-03"], werte["IM-11"], werte["IM-12"], werte["IM-13"])


def test_gehalten_wird_nur_was_von_menschen_handelt(traeger):
    """Eine berichtigte VZÄ oder ein berichtigter Betrag steht in der nächsten Fassung: Dort gibt es niemanden zu schützen."""
    stadt = TraegerFactory(kurzname="Stadt", art=TraegerArt.KOMMUNE)
    anteil = StellenanteilFactory(
        traeger=stadt, aufgabe=Arbeitsfeld.IM, vzae=2, zaehlt_zum_kontingent=False, von=date(2020, 1, 1)
    )
    geschuetzt = {
        (t["titel"], nummer): t["mindestfallzahl"] is not None
        for k in nachweis_daten(jahr=2026, heute=HEUTE)[0]["kapitel"] for t in k["tafeln"]
        for nummer in re.findall(r"[A-Z]{2,3}-[0-9]{2}", " ".join([*t["zeilen"], *t["spalten"], t["kuerzel"]]))
    }  # fmt: skip
    assert {"TR-01", "TR-09", "MBE-01", "EA-01", "FI-01"} <= {nummer for _, nummer in geschuetzt}
    assert [wo for wo, gehalten in geschuetzt.items() if gehalten is not bool(nach_nummer(wo[1]).schutz)] == []
    assert eigene_vzae() == 2
    with technisch():
        Stellenanteil.objects.filter(pk=anteil.pk).update(vzae=Decimal("2.10"))
    assert eigene_vzae() == Decimal("2.1")


def eigene_vzae():
    """Friert eine Fassung ein und gibt die VZÄ der Stadt (TR-09), die sie zeigt."""
    eigene = tafel(erstelle(schluessel=str(uuid4())).daten, "Eigene Stellen", "Eigene Stellen am Stichtag")
    return Decimal(str(eigene["werte"][next(i for i, zeile in enumerate(eigene["zeilen"]) if "TR-09" in zeile)][0]))


def test_pdf_ist_zugaenglich_archivfest_traegt_seine_zahlen_und_keinen_namen(faelle, pruefe_pdf):
    daten = nachweis_daten(jahr=2026, heute=HEUTE)[0]
    inhalt = nachweis_pdf(daten=daten, nummer=3, pruefsumme="ab" * 32, erstellt_am=JETZT)
    pruefe_pdf(inhalt)
    leser = PdfReader(io.BytesIO(inhalt))
    (anhang,) = leser.attachments["verwendungsnachweis-2026-fassung-3.json"]
    assert json.loads(anhang) == json.loads(kanonisch(daten))
    assert leser.outline, "Lesezeichen"
    text = "".join(seite.extract_text() for seite in leser.pages)
    assert "Fassung 3" in text
    assert "abababab" in text
    assert KANARIE not in text
    assert KANARIE not in kanonisch(daten).decode()


@pytest.mark.parametrize(
    ("heute", "vorlaeufig", "stichtag"),
    [
        (HEUTE, True, "2026-11-22"),
        (date(2026, 12, 30), True, "2026-12-30"),
        (date(2026, 12, 31), True, "2026-12-31"),  # der letzte Tag ist noch nicht vorbei
        (date(2027, 1, 1), False, "2026-12-31"),
        (date(2027, 6, 1), False, "2026-12-31"),
    ],
)
def test_vorlaeufig_heisst_nur_ein_jahr_das_noch_laeuft(heute, vorlaeufig, stichtag):
    daten = nachweis_daten(jahr=2026, heute=heute)[0]
    assert (daten["ist_vorlaeufig"], daten["stichtag"]) == (vorlaeufig, stichtag)


def erstelle(schluessel="verwendungsnachweis:a", jahr=2026):
    with technisch():
        return vorgaenge.nachweis_erstellen(
            schluessel=schluessel, jahr=jahr, heute=HEUTE, am=JETZT, durch=None, fortschritt=still
        )


def test_derselbe_auftrag_zweimal_gelaufen_ist_eine_fassung(traeger):
    assert erstelle() == erstelle()
    assert Fassung.objects.count() == 1


def test_fassungen_eines_jahres_zaehlen_fort(traeger):
    assert [erstelle("a").nummer, erstelle("b").nummer, erstelle("c", 2025).nummer] == [1, 2, 1]


@pytest.mark.django_db(databases=["default", "eigner"])
@pytest.mark.parametrize(
    "angriff", [lambda f: f.update(daten={}), lambda f: f._raw_delete(f.db), lambda f: f.update(nummer=9)]
)
def test_eine_fassung_laesst_sich_weder_aendern_noch_loeschen(traeger, angriff):
    """Die Anwendungsrolle hat das Recht nicht, und den Eigentümer hält der Trigger auf."""
    erstelle()
    with pytest.raises(Error, match="permission denied"), transaction.atomic():
        angriff(Fassung.objects.all())
    with connections["eigner"].cursor() as cursor:
        cursor.execute(
            "select tgname from pg_trigger where tgrelid = 'finanzen_fassung'::regclass and tgname like '%anhaengend%'"
        )
        assert cursor.fetchone()


def test_rueckdatiertes_aendert_die_fassung_nicht(traeger, faelle):
    fassung = erstelle()
    KontaktFactory(traeger=traeger, fall=faelle[0], am=date(2026, 2, 1))
    fassung.refresh_from_db()
    kontakte = tafel(fassung.daten, "Präventions", "Beratungskontakte")
    assert 5 in kontakte["werte"][kontakte["zeilen"].index("AWO")]


def test_befehl_schreibt_das_pdf(traeger, tmp_path):
    ziel = tmp_path / "nachweis.pdf"
    call_command("verwendungsnachweis", "2026", "--ziel", str(ziel), verbosity=0)
    assert ziel.read_bytes().startswith(b"%PDF")
    assert Fassung.objects.count() == 1
    call_command("verwendungsnachweis", "2026", "--ziel", str(ziel), "--probe", verbosity=0)
    assert Fassung.objects.count() == 1
    text = "".join(seite.extract_text() for seite in PdfReader(ziel).pages)
    assert "seit Fassung 1" in text, "auch ein Probedruck liegt neben gedruckten Fassungen"


@pytest.mark.parametrize(("jahr", "ziel"), [("1999", "n.pdf"), ("2026", "gibt-es-nicht/n.pdf"), ("2999", "n.pdf")])
def test_befehl_sagt_was_nicht_geht(jahr, ziel, tmp_path):
    with pytest.raises(CommandError, match="Berichtsjahr|Ordner"):
        call_command("verwendungsnachweis", jahr, "--ziel", str(tmp_path / ziel))


def test_wogegen_eine_fassung_gehalten_wird_liest_sie_unter_der_sperre_unter_der_sie_entsteht(traeger, monkeypatch):
    """Sonst sähen zwei zugleich gestartete einander nicht, und ihr Unterschied wäre, wer dazwischen kam."""
    gehalten, echt = [], vorgaenge.fruehere_fassungen

    def gelesen(jahr):
        with connection.cursor() as cursor:
            cursor.execute(
                "select count(*) from pg_locks where locktype = 'advisory' and classid = %s and pid = pg_backend_pid() and granted",
                [vorgaenge.SPERRE],
            )
            gehalten.append(cursor.fetchone()[0])
        return echt(jahr)

    monkeypatch.setattr(vorgaenge, "fruehere_fassungen", gelesen)
    erstelle("a")
    erstelle("b", 2025)
    assert gehalten == [1, 1]
