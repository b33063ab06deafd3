"""Freitexte der Beratung: gebunden an ihre Stelle, lesbar nach dem Schlüsselwechsel, nie im Klartext (qualitaet S8)."""

import base64
import os
import uuid

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from arge.daten.verschluesselung import UNLESBAR, NichtLesbar, entschluesseln, veraltet, verschluesseln
from beratung.models import Kontakt
from tests.factories import BenutzerFactory, FallFactory, IntegrationsplanFactory, KontaktFactory
from tests.factories.basis import im_namen_von
from traeger.models import Entwurf
from traeger.zugang.anmeldung import FaktorAdapter

TEXT = "Kanarie-4711: Frau H. hat Angst vor der Abschiebung – „bitte nicht weitersagen“ 🕊"


def schluessel(kennung):
    return f"{kennung}:{base64.b64encode(os.urandom(32)).decode()}"


@pytest.fixture
def wechsel(settings):
    """Ein neuer Schlüssel vor dem bisherigen; gibt beide Einstellungen zurück."""
    alt = settings.SCHLUESSEL
    settings.SCHLUESSEL = f"{schluessel('neu')},{alt}"
    return alt, settings.SCHLUESSEL


def roh(kontakt):
    with connection.cursor() as cursor:
        cursor.execute("select notiz from beratung_kontakt where id = %s", [kontakt.pk])
        return bytes(cursor.fetchone()[0])


# --- die Verschlüsselung selbst ------------------------------------------------------------------------------------------


@given(st.text(), st.text())
def test_rundreise(text, kontext):
    assert entschluesseln(verschluesseln(text, kontext), kontext) == text


def test_gleicher_text_ergibt_nie_denselben_geheimtext():
    assert verschluesseln(TEXT, "k") != verschluesseln(TEXT, "k")


@given(st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_jedes_veraenderte_byte_faellt_auf(stelle, maske):
    daten = bytearray(verschluesseln(TEXT, "k"))
    daten[stelle % len(daten)] ^= maske
    with pytest.raises((NichtLesbar, UnicodeDecodeError)):
        entschluesseln(bytes(daten), "k")


def test_fehlender_schluessel_sagt_es(settings):
    daten = verschluesseln(TEXT, "k")
    settings.SCHLUESSEL = schluessel("anderer")
    with pytest.raises(NichtLesbar, match="nicht"):
        entschluesseln(daten, "k")


def test_gleiche_kennung_anderer_schluessel_ist_unlesbar(settings):
    settings.SCHLUESSEL = schluessel("k1")
    daten = verschluesseln(TEXT, "k")
    settings.SCHLUESSEL = schluessel("k1")
    with pytest.raises(NichtLesbar):
        entschluesseln(daten, "k")


def test_alter_schluessel_liest_weiter_neuer_schreibt(wechsel, settings):
    settings.SCHLUESSEL, neu = wechsel
    alt = verschluesseln(TEXT, "k")
    settings.SCHLUESSEL = neu
    assert entschluesseln(alt, "k") == TEXT
    assert veraltet(alt)
    assert not veraltet(verschluesseln(TEXT, "k"))


@pytest.mark.parametrize("falsch", ["", "k1", "k1:kurz", "k1:AAAA", "ü:" + base64.b64encode(bytes(32)).decode()])
def test_unbrauchbare_einstellung_sagt_es(settings, falsch):
    settings.SCHLUESSEL = falsch
    with pytest.raises(ImproperlyConfigured, match="ARGE_SCHLUESSEL"):
        verschluesseln("x", "k")


# --- das Modellfeld ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
class TestFeld:
    def test_klartext_steht_nirgends_in_der_zeile(self):
        kontakt = KontaktFactory(notiz=TEXT)
        with im_namen_von(kontakt.traeger_id):
            assert Kontakt.objects.get().notiz == TEXT
            for teil in ("Kanarie", "Abschiebung"):
                assert teil.encode() not in roh(kontakt)
            with connection.cursor() as cursor:
                cursor.execute("select k::text from beratung_kontakt k")
                zeile = cursor.fetchone()[0]
            assert "Kanarie" not in zeile
            assert b"Kanarie".hex() not in zeile

    def test_leerer_text_bleibt_leer(self):
        kontakt = KontaktFactory(notiz="")
        with im_namen_von(kontakt.traeger_id):
            assert roh(kontakt) == b""
            assert Kontakt.objects.get().notiz == ""

    def test_in_andere_zeile_kopiert_ist_unlesbar(self):
        fall = FallFactory()
        eins, zwei = (KontaktFactory(traeger=fall.traeger, fall=fall, notiz=f"{TEXT} {n}") for n in "12")
        with im_namen_von(fall.traeger_id):
            Kontakt.objects.filter(pk=zwei.pk).update(notiz=roh(eins))
            assert Kontakt.objects.get(pk=zwei.pk).notiz == UNLESBAR

    def test_beim_anderen_traeger_ist_unlesbar(self):
        """Auch mit gestohlener Zeilenkennung: Der Träger gehört zum Kontext."""
        eins, zwei = KontaktFactory(notiz=TEXT), KontaktFactory()
        with im_namen_von(eins.traeger_id):
            daten = roh(eins)
        with im_namen_von(zwei.traeger_id):
            Kontakt.objects.filter(pk=zwei.pk).update(notiz=daten, kennung=eins.kennung)
            assert Kontakt.objects.get().notiz == UNLESBAR

    def test_in_andere_spalte_kopiert_ist_unlesbar(self):
        plan = IntegrationsplanFactory(ausgangslage=TEXT)
        kontext = type(plan)._meta.get_field("ausgangslage").kontext(plan)
        assert kontext == f"{plan._meta.db_table}|ausgangslage|{plan.traeger_id}|{plan.kennung}"
        daten = verschluesseln(TEXT, kontext.replace("ausgangslage", "andere"))
        with im_namen_von(plan.traeger_id):
            type(plan).objects.filter(pk=plan.pk).update(ausgangslage=daten)
            assert type(plan).objects.get().ausgangslage == UNLESBAR

    def test_ein_unlesbarer_text_bleibt_auch_beim_speichern_stehen(self):
        """Fehlt nur der Schlüssel, ist nichts verloren: auch nicht, wenn jemand das Formular mit dem Satz darin speichert."""
        kontakt = KontaktFactory(notiz=TEXT)
        kaputt = verschluesseln(TEXT, "eine andere Stelle")
        with im_namen_von(kontakt.traeger_id):
            Kontakt.objects.filter(pk=kontakt.pk).update(notiz=kaputt)
            zeile = Kontakt.objects.get()
            zeile.notiz = zeile.notiz
            zeile.dauer_minuten = 45
            zeile.save()
            assert (roh(zeile), Kontakt.objects.get().dauer_minuten) == (kaputt, 45)
            zeile.notiz = "Neu geschrieben"
            zeile.save()
            assert Kontakt.objects.get().notiz == "Neu geschrieben"

    def test_update_mit_text_ist_verboten(self):
        kontakt = KontaktFactory(notiz=TEXT)
        with im_namen_von(kontakt.traeger_id):
            with pytest.raises(TypeError, match="update"), transaction.atomic():
                Kontakt.objects.update(notiz="Klartext")
            assert Kontakt.objects.get().notiz == TEXT

    def test_bulk_create_verschluesselt_je_zeile(self):
        vorlage = KontaktFactory()
        with im_namen_von(vorlage.traeger_id):
            neue = [
                Kontakt(
                    traeger=vorlage.traeger, fall=vorlage.fall, fachkraft=vorlage.fachkraft, erfasst_von=vorlage.erfasst_von,
                    am=vorlage.am, dauer_minuten=30, themen=vorlage.themen, notiz=f"Text {n}", absendung=uuid.uuid4(),
                )
                for n in range(3)
            ]  # fmt: skip
            Kontakt.objects.bulk_create(neue)
            geladen = list(Kontakt.objects.exclude(pk=vorlage.pk).order_by("pk"))
            assert [k.notiz for k in geladen] == ["Text 0", "Text 1", "Text 2"]
            assert all(b"Text" not in roh(k) for k in geladen)

    def test_speichern_ohne_lesen_laesst_den_text_unberuehrt(self):
        kontakt = KontaktFactory(notiz=TEXT)
        with im_namen_von(kontakt.traeger_id):
            vorher = roh(kontakt)
            geladen = Kontakt.objects.get()
            geladen.dauer_minuten = 99
            geladen.save()
            assert roh(kontakt) == vorher

    def test_suche_im_klartext_findet_nichts(self):
        kontakt = KontaktFactory(notiz=TEXT)
        with im_namen_von(kontakt.traeger_id):
            assert not Kontakt.objects.filter(notiz=TEXT.encode()).exists()


# --- der Wechsel im Betrieb ------------------------------------------------------------------------------------------------


@pytest.mark.django_db
class TestSchluesselwechsel:
    def test_alle_texte_aller_traeger_sind_danach_mit_dem_neuen_lesbar(self, wechsel, settings, capsys):
        alt, neu = wechsel
        settings.SCHLUESSEL = alt
        kontakte = [KontaktFactory(notiz=f"{TEXT} {n}") for n in range(3)]
        plan = IntegrationsplanFactory(ausgangslage=TEXT)
        benutzer = BenutzerFactory()
        with im_namen_von(benutzer_id=benutzer.pk):
            Entwurf.objects.create(benutzer=benutzer, adresse="/kontakt/", inhalt='{"felder": {"notiz": ["halb"]}}')
        settings.SCHLUESSEL = neu
        call_command("schluesselwechsel", block=2)
        assert "5 Texte" in capsys.readouterr().out
        settings.SCHLUESSEL = neu.split(",")[0]  # der alte Schlüssel ist weg
        for nummer, kontakt in enumerate(kontakte):
            with im_namen_von(kontakt.traeger_id):
                assert Kontakt.objects.get(pk=kontakt.pk).notiz == f"{TEXT} {nummer}"
        with im_namen_von(plan.traeger_id):
            assert type(plan).objects.get().ausgangslage == TEXT
        with im_namen_von(benutzer_id=benutzer.pk):
            assert Entwurf.objects.get().felder == {"notiz": ["halb"]}

    def test_zweiter_lauf_tut_nichts(self, wechsel, settings, capsys):
        settings.SCHLUESSEL = wechsel[0]
        kontakt = KontaktFactory(notiz=TEXT)
        settings.SCHLUESSEL = wechsel[1]
        call_command("schluesselwechsel")
        with im_namen_von(kontakt.traeger_id):
            vorher = roh(kontakt)
        capsys.readouterr()
        call_command("schluesselwechsel")
        assert "0 Texte" in capsys.readouterr().out
        with im_namen_von(kontakt.traeger_id):
            assert roh(kontakt) == vorher

    def test_wechsel_ist_keine_aenderung_im_protokoll(self, wechsel, settings):
        settings.SCHLUESSEL = wechsel[0]
        kontakt = KontaktFactory(notiz=TEXT)
        settings.SCHLUESSEL = wechsel[1]
        call_command("schluesselwechsel")
        with im_namen_von(kontakt.traeger_id):
            assert list(kontakt.events.values_list("pgh_label", flat=True)) == ["insert"]

    def test_unlesbares_wird_genannt_und_haelt_den_rest_nicht_auf(self, wechsel, settings, capsys):
        settings.SCHLUESSEL = wechsel[0]
        fall = FallFactory()
        eins, zwei, drei = (KontaktFactory(traeger=fall.traeger, fall=fall, notiz=f"{TEXT} {n}") for n in "123")
        with im_namen_von(fall.traeger_id):
            Kontakt.objects.filter(pk=zwei.pk).update(notiz=roh(eins))
        settings.SCHLUESSEL = wechsel[1]
        with pytest.raises(CommandError, match=f"beratung_kontakt.notiz {zwei.pk}"):
            call_command("schluesselwechsel")
        with im_namen_von(fall.traeger_id):
            assert not veraltet(roh(drei))
            assert "Kanarie" not in capsys.readouterr().out

    def test_geheimnisse_der_anmeldung_wechseln_mit(self, wechsel, settings):
        settings.SCHLUESSEL = wechsel[0]
        adapter, benutzer = FaktorAdapter(), BenutzerFactory()
        passkey = {"name": "Handy", "credential": {"id": base64.b64encode(b"\x02k1 oeffentlich").decode()}}
        for art, daten in [
            (Authenticator.Type.TOTP, {"secret": adapter.encrypt("JBSWY3DPEHPK3PXP")}),
            (Authenticator.Type.RECOVERY_CODES, {"seed": adapter.encrypt("abc"), "used_mask": 5}),
            (Authenticator.Type.WEBAUTHN, passkey),
        ]:
            Authenticator.objects.create(user=benutzer, type=art, data=daten)
        settings.SCHLUESSEL = wechsel[1]
        call_command("schluesselwechsel")
        settings.SCHLUESSEL = wechsel[1].split(",")[0]
        faktoren = {f.type: f.data for f in Authenticator.objects.all()}
        assert adapter.decrypt(faktoren["totp"]["secret"]) == "JBSWY3DPEHPK3PXP"
        assert adapter.decrypt(faktoren["recovery_codes"]["seed"]) == "abc"
        assert faktoren["recovery_codes"]["used_mask"] == 5
        assert faktoren["webauthn"] == passkey
