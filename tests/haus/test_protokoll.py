"""Das Änderungsprotokoll: nur anhängend auch gegen die Anwendungsrolle, vollständig, ohne Freitexte (qualitaet 1.5, S4)."""

import uuid

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse

from arge.betrieb.protokoll import ProtokollMiddleware, vorgang
from arge.daten.verschluesselung import VerschluesselterText
from arge.zusammensetzung import APPS
from beratung.models import Kontakt, Person
from tests.factories import FallFactory, KontaktFactory, MitgliedschaftFactory, PersonFactory
from traeger.models import Benutzer, Einsicht, Mitgliedschaft
from traeger.zugang import ZugangMiddleware, handeln, zugang_von
from traeger.zugang.einsicht import einsicht_vermerken

pytestmark = pytest.mark.django_db

EIGENE = set(APPS)
EREIGNISSE = [m for m in apps.get_models() if hasattr(m, "pgh_tracked_model")]
PROTOKOLLE = [*EREIGNISSE, Einsicht]
PersonEvent = apps.get_model("beratung", "PersonEvent")

#: Modelle ohne Änderungsprotokoll – jedes mit Grund.
UNPROTOKOLLIERT = {
    **dict.fromkeys(
        ("traeger.Fachkraftschluessel", "beratung.Personschluessel", "ehrenamt.Ehrenamtlichenschluessel"),
        "rechnet die Datenbank aus der Zeile, deren Änderungen protokolliert sind",
    ),
    "traeger.Brief": "wartet Sekunden auf den Versand; ein Protokoll hielte Verweise fest, die niemand aufheben soll",
    "traeger.Auftrag": "Stand einer Maschine; wer ihn wann auslöste, steht in der Zeile selbst",
    "traeger.Einsicht": "ist selbst Protokoll",
    "traeger.Entwurf": "noch nicht abgeschickt, gehört nur der schreibenden Person (Datensparsamkeit)",
    "traeger.Ansicht": "was eine Person für sich einstellt; sonst betrifft es niemanden",
    "traeger.Mitteilung": "wiederholt nur, was am Vorgang selbst protokolliert ist, und geht nach 90 Tagen",
    "traeger.Mitteilungswahl": "was eine Person für sich einstellt; sonst betrifft es niemanden",
    "traeger.Stammdatum": "Prüfsummen der Stammdaten-Dateien",
    "traeger.Stadtteil": "Stammdatum aus versionierten Dateien",
    "traeger.Parameter": "Stammdatum aus versionierten Dateien, mit Gültigkeit statt Änderung",
    "traeger.Kalenderabo": "nur der Hash einer Adresse, gehört der Person",
    "traeger.Netzwerkarbeit": "Nachweis ohne Personendaten",
    "integrationsmanagement.Gebiet": "Stammdatum aus versionierten Dateien, als Zeitraum statt Änderung",
    "traeger.Fristberichtigung": "nur anhängend und unveränderlich durch Trigger; ist selbst das Protokoll einer Frist",
    "finanzen.Beitraege": "nur anhängend, entsteht und bleibt mit ihrer Fassung",
    "finanzen.Fassung": "unveränderlich durch Trigger; jede Korrektur ist eine neue Fassung",
}
ANGRIFFE = {
    "INSERT": "insert into {t} default values",
    "UPDATE": "update {t} set {s} = {s}",
    "DELETE": "delete from {t}",
    "TRUNCATE": "truncate {t}",
    "Trigger aus": "alter table {t} disable trigger all",
    "Tabelle übernehmen": "alter table {t} owner to current_user",
    "Grenze abschalten": "alter table {t} disable row level security",
}
EINMAL = {
    "Trigger für die Sitzung aus": "set session_replication_role = replica",
    "Protokollrolle annehmen": "set role arge_protokoll",
    "Eigentümer werden": "set role arge_eigner",
    "Funktion ersetzen": "create or replace function einsicht_schreiben(bigint, text, bigint, text, integer) returns void"
    " language sql as 'select'",
    "Zeilensicherheit umgehen": "alter role current_user bypassrls",
}


def leitung(**felder):
    return zugang_von(MitgliedschaftFactory(rolle="leitung", **felder))


def abgewiesen(sql):
    with (
        pytest.raises(DatabaseError, match=r"denied|must be owner|Aufbau der Datenbank|Only roles with"),
        transaction.atomic(),
    ):
        connection.cursor().execute(sql)


@pytest.mark.parametrize("modell", PROTOKOLLE, ids=lambda m: m._meta.label)
def test_angriff_auf_die_tabelle_scheitert(modell):
    spalte = modell._meta.pk.column
    with handeln(leitung()):
        for sql in ANGRIFFE.values():
            abgewiesen(sql.format(t=modell._meta.db_table, s=spalte))


@pytest.mark.parametrize("name", EINMAL)
def test_angriff_auf_die_rolle_scheitert(name):
    with handeln(leitung()):
        abgewiesen(EINMAL[name])


def ereignisse(person_id):
    """Arten der Ereignisse einer Person in ihrer Reihenfolge, ohne das Anlegen durch die Factory."""
    return list(PersonEvent.objects.filter(pgh_obj_id=person_id).order_by("pgh_id").values_list("pgh_label", "vorname"))


def test_jeder_schreibweg_wird_aufgezeichnet():
    """save(), update(), rohes SQL, bulk_update und Löschen: Die Datenbank zeichnet auf, nicht der Code."""
    person = PersonFactory(vorname="A")
    with handeln(leitung(traeger=person.traeger)):
        person.vorname = "B"
        person.save()
        Person.objects.filter(pk=person.pk).update(vorname="C")
        connection.cursor().execute("update beratung_person set vorname = 'D' where id = %s", [person.pk])
        person.vorname = "E"
        Person.objects.bulk_update([person], ["vorname"])
        Person.objects.filter(pk=person.pk).delete()
        assert ereignisse(person.pk) == [
            ("insert", "A"), ("update", "B"), ("update", "C"), ("update", "D"), ("update", "E"), ("delete", "E"),
        ]  # fmt: skip


def test_aufgezeichnet_wird_wer_und_in_welcher_anfrage():
    zugang, nummer = leitung(), str(uuid.uuid4())
    with vorgang(nummer), handeln(zugang):
        Person.objects.create(traeger_id=zugang.traeger_id, vorname="A", nachname="B")
        ereignis = PersonEvent.objects.get()
        assert ereignis.pgh_context == {"benutzer": zugang.benutzer_id, "mitgliedschaft": zugang.mitgliedschaft_id}
        assert str(ereignis.pgh_context_id) == nummer


def test_vorgang_der_antwort_fuehrt_zum_eintrag(rf):
    """Die Nummer in Antwort und Betriebsprotokoll ist die im Änderungsprotokoll."""
    mitgliedschaft = MitgliedschaftFactory(rolle="leitung")
    request = rf.post("/")
    request.user, request.session = Benutzer.objects.get(pk=mitgliedschaft.benutzer_id), {}

    def anlegen(request):
        Person.objects.create(traeger_id=request.user.zugang.traeger_id, vorname="A", nachname="B")
        return HttpResponse()

    antwort = ProtokollMiddleware(ZugangMiddleware(anlegen))(request)
    with handeln(zugang_von(mitgliedschaft)):
        assert str(PersonEvent.objects.get().pgh_context_id) == antwort.headers["X-Vorgang"]


def test_anonyme_anfrage_hat_keinen_benutzer_im_protokoll(rf, caplog):
    request = rf.get("/")
    request.user = AnonymousUser()
    with caplog.at_level("INFO", logger="arge.anfrage"):
        ProtokollMiddleware(ZugangMiddleware(lambda _: HttpResponse()))(request)
    assert caplog.records[-1].angaben["benutzer"] is None


def test_protokoll_fremder_traeger_ist_unsichtbar():
    eigene, fremde = PersonFactory(), PersonFactory()
    with handeln(leitung(traeger=eigene.traeger)):
        assert set(PersonEvent.objects.values_list("pgh_obj_id", flat=True)) == {eigene.pk}
        assert not PersonEvent.objects.filter(pgh_obj_id=fremde.pk).exists()
    assert PersonEvent.objects.count() == 0


@pytest.mark.parametrize("rolle", ["verwaltung", "steuerung"])
def test_protokoll_der_akten_sieht_nur_wer_akten_sieht(rolle):
    person = PersonFactory()
    with handeln(zugang_von(MitgliedschaftFactory(traeger=person.traeger, rolle=rolle))):
        assert PersonEvent.objects.count() == 0


@pytest.mark.parametrize("modell", EREIGNISSE, ids=lambda m: m._meta.label)
def test_freitexte_und_geheimnisse_stehen_nie_im_protokoll(modell):
    verfolgt = modell.pgh_tracked_model
    geheim = {f.name for f in verfolgt._meta.fields if isinstance(f, VerschluesselterText)}
    geheim |= {"password", "schluessel_hash"}
    assert not geheim & {f.name for f in modell._meta.fields}


def test_freitext_eines_kontakts_steht_in_keinem_ereignis():
    fall = FallFactory()
    kontakt = KontaktFactory(traeger=fall.traeger, fall=fall, notiz="Kanarie-7731")
    with handeln(leitung(traeger=fall.traeger)):
        kontakt.notiz = "Kanarie-7732"
        kontakt.version += 1
        kontakt.save()
        assert Kontakt.objects.get().notiz == "Kanarie-7732"
        ereignis = apps.get_model("beratung", "KontaktEvent")
        assert ereignis.objects.filter(pgh_label="update").count() == 1
        with connection.cursor() as cursor:
            cursor.execute("select string_agg(e::text, '') from beratung_kontaktevent e")
            assert "Kanarie" not in cursor.fetchone()[0]


def test_jedes_modell_ist_protokolliert_oder_begruendet_ausgenommen():
    verfolgt = {m.pgh_tracked_model._meta.label for m in EREIGNISSE}
    eigene = {
        m._meta.label for m in apps.get_models() if m._meta.app_label in EIGENE and m not in EREIGNISSE
    }  # fmt: skip
    assert eigene - verfolgt - set(UNPROTOKOLLIERT) == set()
    assert set(UNPROTOKOLLIERT) <= eigene - verfolgt


# --- Einsicht ----------------------------------------------------------------------------------------------------------


def test_lesen_einer_akte_wird_vermerkt_und_ist_fremden_unsichtbar():
    fall, fremder = FallFactory(), FallFactory()
    zugang, andere = leitung(traeger=fall.traeger), leitung(traeger=fremder.traeger)
    with handeln(andere):
        einsicht_vermerken(akte_art="MBE-Fall", akte=fremder)
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")  # die Zeit der Einsicht setzt die Datenbank, niemand sonst
        beginn = cursor.fetchone()[0]
    with handeln(zugang):
        einsicht_vermerken(akte_art="MBE-Fall", akte=fall)
        eintrag = Einsicht.objects.get()
    assert (eintrag.akte_art, eintrag.akte_id, eintrag.benutzer_id) == ("MBE-Fall", fall.pk, zugang.benutzer_id)
    assert eintrag.gelesen_am >= beginn


def test_ohne_lese_eintrag_keine_anzeige():
    """Scheitert der Vermerk, scheitert die Seite: Die Datenbank weist eine Akte außerhalb des Zugangs ab."""
    fall = FallFactory()
    zugang = leitung(traeger=fall.traeger)
    fall.traeger_id = 0
    with handeln(zugang), pytest.raises(DatabaseError, match="wer selbst liest"), transaction.atomic():
        einsicht_vermerken(akte_art="MBE-Fall", akte=fall)


def test_einsicht_ueberdauert_die_mitgliedschaft():
    """PROTECT: Wer gelesen hat, lässt sich nicht durch Löschen des Kontos aus dem Protokoll entfernen."""
    fall = FallFactory()
    mitgliedschaft = MitgliedschaftFactory(rolle="leitung", traeger=fall.traeger)
    zugang = zugang_von(mitgliedschaft)
    with handeln(zugang):
        einsicht_vermerken(akte_art="MBE-Fall", akte=fall)
        Mitgliedschaft.objects.filter(pk=mitgliedschaft.pk).delete()
        connection.cursor().execute("delete from traeger_benutzer where id = %s", [zugang.benutzer_id])
        with pytest.raises(DatabaseError, match="traeger_einsicht"), transaction.atomic():
            connection.check_constraints()
        transaction.set_rollback(True)


def test_einsicht_laesst_sich_nicht_fuer_andere_schreiben():
    """Auch mit eigenem SQL vermerkt die Anwendungsrolle nur den, der gerade liest: Ihn nennt der signierte Zugang."""
    zugang, andere = leitung(), leitung()
    with handeln(zugang):
        with pytest.raises(DatabaseError, match="wer selbst liest"), transaction.atomic():
            connection.cursor().execute("select einsicht_schreiben(%s, 'MBE-Fall', 1, '', 1)", [andere.traeger_id])
        connection.cursor().execute("select einsicht_schreiben(%s, 'MBE-Fall', 1, '', 1)", [zugang.traeger_id])
        assert Einsicht.objects.get().benutzer_id == zugang.benutzer_id
