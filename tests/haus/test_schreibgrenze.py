"""Was keinem Träger gehört, schreibt nur, wer das Recht hat – auch mit einer eingeschleusten Anweisung (Issue 8.1)."""

import json
import re
from contextlib import nullcontext
from datetime import date

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import signing
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from arge.betrieb.anmeldekennung import pruefsumme
from arge.betrieb.anmeldespeicher import SessionStore
from tests.factories import BenutzerFactory, MitgliedschaftFactory, TraegerFactory
from tests.factories.basis import im_namen_von
from tests.haus.test_riegel import sql
from traeger.begriffe import RECHTE, Recht, Rolle, TraegerArt
from traeger.management import rechte, schreibgrenze
from traeger.models import Benutzer, Mitgliedschaft
from traeger.stammdaten.forms import TraegerForm
from traeger.zugang import handeln, technisch, zugang_von

pytestmark = pytest.mark.django_db


def als(rolle, traeger=None, **mehr):
    ohne = rolle in (Rolle.KOORDINATION, Rolle.BETRIEB)
    return zugang_von(
        MitgliedschaftFactory(
            rolle=rolle, traeger=None if ohne else traeger or TraegerFactory(art=TraegerArt.KOMMUNE), **mehr
        )
    )


def abgewiesen(text, *werte):
    with pytest.raises(DatabaseError) as fehler, transaction.atomic():
        sql(text, *werte)
    return str(fehler.value).splitlines()[0]


def test_jede_tabelle_hat_zeilensicherheit_eine_schreibgrenze_oder_einen_grund():
    """Über alle Tabellen, auch die der Pakete und die, die es noch nicht gibt: schreibbar ist nur, was jemand begründet hat."""
    schreibbar = {
        name
        for (name,) in sql(
            "select c.relname from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r' and not relrowsecurity"
            " and (has_table_privilege('arge_web', oid, 'insert') or has_table_privilege('arge_web', oid, 'update'))"
            " and not exists (select from pg_trigger t where tgrelid = c.oid and tgname = 'schreibgrenze' and tgenabled = 'O')"
        )
    }
    assert schreibbar == schreibgrenze.FREI.keys()


def test_kein_trigger_der_grenze_laesst_sich_abschalten():
    for anweisung in (
        "alter table traeger_benutzer disable trigger schreibgrenze", "drop trigger schreibgrenze on traeger_benutzer",
        "set session_replication_role = replica", "set local session_replication_role = 'replica'",
    ):  # fmt: skip
        abgewiesen(anweisung)


@pytest.mark.parametrize("tabelle", sorted(schreibgrenze.gemeinsame()))
def test_gemeinsame_zeilen_schreiben_nur_rollen_mit_dem_recht(tabelle):
    """Jede Tabelle × jede Rolle: ändern, anlegen, löschen; und niemand ohne Zugang."""
    rollen = schreibgrenze.gemeinsame()[tabelle]
    wege = [f"delete from {tabelle} where false", f"update {tabelle} set id = id where false",
            f"insert into {tabelle} (id) select id from {tabelle} where false"]  # fmt: skip
    if not any(privileg for (privileg,) in sql("select has_table_privilege('arge_web', %s, 'update')", tabelle)):
        wege = wege[2:]
    for weg in wege:
        assert "schreibt nur, wer das Recht dazu hat" in abgewiesen(weg)
        for rolle in Rolle:
            with handeln(als(rolle)):
                if rolle in rollen:
                    sql(weg)
                else:
                    assert "schreibt nur, wer das Recht dazu hat" in abgewiesen(weg)


def test_die_rollen_der_grenze_sind_die_der_rechtetabelle():
    assert schreibgrenze.gemeinsame()["traeger_stellenanteil"] == tuple(
        rolle for rolle, rechte in RECHTE.items() if Recht.STELLENPLAN_BEARBEITEN in rechte
    ) == ("steuerung",)  # fmt: skip


@pytest.mark.parametrize("rolle", [None, *Rolle])
@pytest.mark.parametrize(("tabelle", "spalte"), schreibgrenze.KONTO.items())
def test_niemand_schreibt_ein_fremdes_konto(tabelle, spalte, rolle):
    """Passwort, Adresse, Faktor, Anmeldung: Auch als Leitung oder Betrieb ändert eine Anweisung nur das eigene."""
    fremd = BenutzerFactory()
    zeile = tabelle != "traeger_benutzer"
    if zeile:
        _zeile(tabelle, fremd.pk)

    def versuchen():
        assert "wer dieses Konto gerade bearbeitet" in abgewiesen(
            f"update {tabelle} set id = id where {spalte} = %s", fremd.pk
        )
        assert "wer dieses Konto gerade bearbeitet" in abgewiesen(f"delete from {tabelle} where {spalte} = %s", fremd.pk)

    if rolle is None:
        versuchen()
        return
    zugang = als(rolle)
    with handeln(zugang):
        versuchen()
        sql(f"update {tabelle} set id = id where {spalte} = %s", zugang.benutzer_id)
        if zeile:
            _zeile(tabelle, zugang.benutzer_id)
            assert "wer dieses Konto" in abgewiesen(
                f"update {tabelle} set {spalte} = %s where {spalte} = %s", fremd.pk, zugang.benutzer_id
            )


def _zeile(tabelle, nummer):
    felder = {
        EmailAddress: {"email": f"zweite{nummer}@beispiel.example"},
        Authenticator: {"type": "totp", "data": {}},
        UserSession: {"session_key": f"k{nummer}", "ip": "203.0.113.1", "user_agent": "x", "data": {}},
    }
    modell = next(m for m in felder if m._meta.db_table == tabelle)
    modell.objects.create(user_id=nummer, **felder[modell])


def test_ein_neues_konto_legt_nur_die_anwendung_an():
    with handeln(als(Rolle.LEITUNG)):
        assert "wer dieses Konto" in abgewiesen(
            "insert into traeger_benutzer (password, email, name, is_active, angelegt_am) values ('x', 'a@b.example', 'A', true, now())"
        )


NEU = (
    "insert into traeger_mitgliedschaft (benutzer_id, traeger_id, rolle, arbeitsfelder, von, vergeben_am, vergeben_von_id,"
    " freigegeben_am, freigegeben_von_id, galt_nie) values (%s, %s, %s, '{}', '2026-01-01', %s, %s, %s, %s, false)"
)


@pytest.mark.parametrize("rolle", [r for r in Rolle if r not in (Rolle.LEITUNG, Rolle.BETRIEB)])
def test_keine_andere_rolle_fasst_mitgliedschaften_und_einladungen_an(rolle):
    kommune = TraegerFactory(art=TraegerArt.KOMMUNE)
    zugang, kollege = als(rolle, kommune), MitgliedschaftFactory(traeger=kommune)
    jetzt = timezone.now()
    with handeln(zugang):
        for weg, *werte in (
            ("update traeger_mitgliedschaft set rolle = 'leitung' where id = %s", zugang.mitgliedschaft_id),
            ("update traeger_mitgliedschaft set bis = '2027-01-01' where id = %s", kollege.pk),
            ("delete from traeger_mitgliedschaft where id = %s", kollege.pk),
            (NEU, kollege.benutzer_id, kommune.pk, "leitung", jetzt, zugang.benutzer_id, None, None),
            (NEU, zugang.benutzer_id, kommune.pk, "leitung", None, None, None, None),
        ):
            if zugang.traeger_id is None and not weg.startswith("insert"):
                sql(weg, *werte)  # ohne Träger sieht die Rolle die Zeile gar nicht
                continue
            assert any(satz in abgewiesen(weg, *werte) for satz in ("Zugang gibt und nimmt nur", "row-level security"))
        assert abgewiesen(
            "insert into traeger_einladung (email, name, traeger_id, rolle, arbeitsfelder, schluessel_hash, gueltig_bis, eingeladen_am,"
            " eingeladen_von_id) values ('x@y.example', 'X', %s, 'leitung', '{}', 'h', now(), now(), %s)",
            kommune.pk, zugang.benutzer_id,
        )  # fmt: skip


def test_eine_leitung_vergibt_nur_im_eigenen_namen_und_nie_sich_selbst():
    leitung = als(Rolle.LEITUNG, TraegerFactory())
    fremde, jetzt, t = BenutzerFactory(), timezone.now(), leitung.traeger_id
    with handeln(leitung):
        satz = "im eigenen Namen und nie sich selbst"
        assert satz in abgewiesen(NEU, fremde.pk, t, "leitung", None, None, None, None)  # vom Server angelegt: gälte sofort
        assert satz in abgewiesen(NEU, fremde.pk, t, "leitung", jetzt, fremde.pk, None, None)
        with pytest.raises(IntegrityError, match="nie_sich_selbst"), transaction.atomic():
            sql(NEU, leitung.benutzer_id, t, "fachkraft", jetzt, leitung.benutzer_id, None, None)
        assert satz in abgewiesen(NEU, fremde.pk, t, "leitung", jetzt, leitung.benutzer_id, jetzt, leitung.benutzer_id)
        sql(NEU, fremde.pk, t, "leitung", jetzt, leitung.benutzer_id, None, None)  # wartet auf Freigabe
        with pytest.raises(IntegrityError, match="freigabe_zu_zweit"), transaction.atomic():
            sql(
                "update traeger_mitgliedschaft set freigegeben_am = now(), freigegeben_von_id = %s where benutzer_id = %s",
                leitung.benutzer_id,
                fremde.pk,
            )
        assert satz in abgewiesen(
            "update traeger_mitgliedschaft set rolle = 'fachkraft' where id = %s", leitung.mitgliedschaft_id
        )
        sql("update traeger_mitgliedschaft set bis = '2030-01-01' where id = %s", leitung.mitgliedschaft_id)
        assert satz in abgewiesen(
            "update traeger_mitgliedschaft set bis = '2031-01-01' where id = %s", leitung.mitgliedschaft_id
        )
        assert satz in abgewiesen(
            "update traeger_mitgliedschaft set benutzer_id = %s where id = %s", fremde.pk, leitung.mitgliedschaft_id
        )


def test_eine_freigegebene_mitgliedschaft_wechselt_nicht_die_person():
    leitung, zweite = als(Rolle.LEITUNG, TraegerFactory()), BenutzerFactory()
    jetzt = timezone.now()
    with technisch(traeger_id=leitung.traeger_id):
        frei = Mitgliedschaft.objects.create(
            benutzer=BenutzerFactory(), traeger_id=leitung.traeger_id, rolle=Rolle.LEITUNG, von=jetzt.date(), vergeben_am=jetzt,
            vergeben_von_id=leitung.benutzer_id, freigegeben_am=jetzt, freigegeben_von=BenutzerFactory(),
        )  # fmt: skip
    with handeln(leitung):
        assert "nie sich selbst" in abgewiesen(
            "update traeger_mitgliedschaft set benutzer_id = %s where id = %s", zweite.pk, frei.pk
        )


def test_der_betrieb_gibt_keine_akten():
    """Er vergibt Betrieb, Koordination und die erste Leitung; eine Fachkraft legt er auch mit einer Anweisung nicht an."""
    betrieb, traeger, person = als(Rolle.BETRIEB), TraegerFactory(), BenutzerFactory()
    jetzt = timezone.now()
    with handeln(betrieb):
        assert "Zugang gibt und nimmt nur" in abgewiesen(
            NEU, person.pk, traeger.pk, "fachkraft", jetzt, betrieb.benutzer_id, None, None
        )
        sql(NEU, person.pk, traeger.pk, "leitung", jetzt, betrieb.benutzer_id, None, None)


@pytest.mark.parametrize("rolle", [Rolle.STEUERUNG, Rolle.PRUEFUNG])
def test_steuerung_und_pruefung_gibt_es_nur_bei_der_kommune(rolle):
    frei, kommune, wer = TraegerFactory(), TraegerFactory(art=TraegerArt.KOMMUNE), BenutzerFactory()
    for traeger in (frei, kommune):
        erwartet = pytest.raises(IntegrityError, match="nur bei der Kommune") if traeger is frei else nullcontext()
        with im_namen_von(traeger.pk), erwartet, transaction.atomic():
            Mitgliedschaft.objects.create(benutzer=wer, traeger=traeger, rolle=rolle, von=date(2026, 1, 1))


def test_die_daten_einer_anmeldung_gelten_nur_unter_ihrer_kennung():
    """Sonst läge, wer Zeilen schreibt, die Anmeldung einer Leitung unter die eigene Kennung und wäre sie."""
    meine, ihre = SessionStore(), SessionStore()
    for speicher, wer in ((meine, "1"), (ihre, "2")):
        speicher["_auth_user_id"] = wer
        speicher.save()
    assert dict(SessionStore(ihre.session_key)) == {"_auth_user_id": "2"}
    sql(
        "update django_session set session_data = (select session_data from django_session where session_key = %s) where session_key = %s",
        pruefsumme(ihre.session_key), pruefsumme(meine.session_key),
    )  # fmt: skip
    assert dict(SessionStore(meine.session_key)) == {}
    daten = Session.objects.get(session_key=meine.session_key).session_data
    with pytest.raises(signing.BadSignature):
        signing.loads(daten, salt="django.contrib.sessions.SessionStore")


def test_der_zugang_nennt_rolle_und_eigenes_konto():
    zugang = als(Rolle.LEITUNG)
    with handeln(zugang):
        (gilt,) = sql("select zugang()")
    gilt = gilt[0] if isinstance(gilt[0], dict) else json.loads(gilt[0])
    assert (gilt["rolle"], gilt["konto"]) == ("leitung", zugang.benutzer_id)


@pytest.mark.parametrize(
    "anweisung",
    [
        "drop owned by arge_web", "create temporary table t (x int)", "comment on table traeger_traeger is 'x'",
        "create function pg_temp.f() returns int language sql as 'select 1'", "grant select on traeger_traeger to public",
        "select 1 as x into temporary t", "alter default privileges grant select on tables to public", "create table t as select 1",
        "create schema x", "drop policy grenze_lesen on beratung_person",
    ],
)  # fmt: skip
def test_die_anwendung_aendert_den_aufbau_der_datenbank_nie(anweisung):
    """`drop owned by` nahm der Rolle jede Policy: Es öffnete nichts, aber das Haus stand, auch nach einem Neustart."""
    assert "ändert den Aufbau der Datenbank nicht" in abgewiesen(anweisung)


@pytest.mark.parametrize("rolle", [Rolle.BETRIEB, Rolle.STEUERUNG])
def test_die_art_eines_traegers_steht_fest(client, rolle):
    """Sonst machte der Betrieb einen freien Träger zur Kommune, und dessen Leitung vergäbe die Prüfung über alle."""
    frei = TraegerFactory(art=TraegerArt.FREI)
    with handeln(als(rolle)):
        assert "steht nach dem Anlegen fest" in abgewiesen(
            "update traeger_traeger set art = 'kommune' where id = %s", frei.pk
        )
    client.force_login(Benutzer.objects.latest("pk"))
    adresse = reverse("traeger:traeger-bearbeiten", args=[frei.pk])
    assert re.search(r'<select[^>]*name="art"[^>]*disabled', client.get(adresse).content.decode())
    werte = {name: str(getattr(frei, name)) for name in TraegerForm.Meta.fields}
    antwort = client.post(adresse, werte | {"art": "kommune", "version": "1"})
    frei.refresh_from_db()
    assert (antwort.status_code, frei.art) == (302, TraegerArt.FREI)


def test_was_zugang_gibt_schreibt_beim_eigenen_traeger_nur_die_leitung():
    """Eine erfundene Vertretung oder Besetzung gäbe der Schreibenden fremde Arbeitsfelder."""
    fachkraft = als(Rolle.FACHKRAFT, TraegerFactory())
    with handeln(fachkraft):
        for tabelle in ("traeger_vertretung", "traeger_besetzung", "traeger_fachkraft", "traeger_abwesenheit"):
            assert "schreibt nur, wer das Recht dazu hat" in abgewiesen(f"update {tabelle} set id = id where false")


@pytest.mark.parametrize("rolle", [Rolle.BETRIEB, Rolle.LEITUNG])
def test_eine_beendete_leitung_lebt_nicht_ohne_einladung_wieder_auf(rolle):
    traeger, jetzt = TraegerFactory(), timezone.now()
    wer = als(rolle, traeger)
    with technisch(traeger_id=traeger.pk):
        alt = Mitgliedschaft.objects.create(
            benutzer=BenutzerFactory(), traeger=traeger, rolle=Rolle.LEITUNG, von=date(2020, 1, 1), bis=date(2021, 1, 1), vergeben_am=jetzt,
            vergeben_von=BenutzerFactory(), freigegeben_am=jetzt, freigegeben_von=BenutzerFactory(),
        )  # fmt: skip
    with handeln(wer):
        for werte in ("bis = null", f"bis = null, vergeben_von_id = {wer.benutzer_id}, vergeben_am = now()"):
            assert "Zugang gibt und nimmt nur" in abgewiesen(
                f"update traeger_mitgliedschaft set {werte} where id = %s", alt.pk
            )


def test_der_betrieb_legt_neben_einer_leitung_keine_zweite_an():
    betrieb, leitung, person = als(Rolle.BETRIEB), MitgliedschaftFactory(rolle=Rolle.LEITUNG), BenutzerFactory()
    with handeln(betrieb):
        assert "Zugang gibt und nimmt nur" in abgewiesen(
            NEU, person.pk, leitung.traeger_id, "leitung", timezone.now(), betrieb.benutzer_id, None, None
        )


def test_ein_auftrag_nennt_als_ergebnis_nie_die_datei_eines_anderen():
    """Aufräumen löscht Ergebnisse, der Download liefert sie: Beides ginge sonst mit jeder Datei der Ablage."""
    fachkraft = als(Rolle.FACHKRAFT, TraegerFactory())
    with handeln(fachkraft), pytest.raises(IntegrityError, match="auftrag_ergebnis"), transaction.atomic():
        sql(
            "insert into traeger_auftrag (art, schluessel, benutzer_id, mitgliedschaft_id, traeger_id, parameter, angaben, ausgeloest_am,"
            " status, schritt, prozent, versuche, zaun, beendet_am, fehler, ergebnis, dateiname, pruefsumme, kennung) values ('kurz', 'x', %s, %s,"
            " %s, '{}', '', now(), 'fertig', '', 100, 1, 1, now(), '', 'hochgeladen/vertrag.pdf', 'x', 'x', gen_random_uuid())",
            fachkraft.benutzer_id, fachkraft.mitgliedschaft_id, fachkraft.traeger_id,
        )  # fmt: skip


def test_ueber_menschen_fuehrt_der_planer_keine_statistik():
    """EXPLAIN schätzt über alle Träger: Mit Statistik verriete es, ob ein Name irgendwo vorkommt – auch im Protokoll jeder Tabelle."""
    spalten = sql(
        "select relname, attname, coalesce(attstattarget, -1), relrowsecurity from pg_attribute a join pg_class c on c.oid = attrelid"
        " join pg_type t on t.oid = atttypid where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0"
        " and not attisdropped and typcategory in ('S', 'D', 'U', 'A', 'I') and typname not in ('timestamptz', 'time', 'uuid', '_int4', '_int8')"
    )
    protokoll = {m._meta.db_table for m in apps.get_models() if hasattr(m, "pgh_tracked_model")}
    mit = {(t, s) for t, s, ziel, grenze in spalten if ziel != 0 and (grenze or t in protokoll)}
    assert {
        ("beratung_person", "nachname"),
        ("beratung_personevent", "nachname"),
        ("ehrenamt_ehrenamtlicheevent", "telefon"),
    } <= {(t, s) for t, s, ziel, _ in spalten if ziel == 0}
    assert len(protokoll) > 30
    assert mit - rechte.mit_statistik() == set()
