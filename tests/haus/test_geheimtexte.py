"""Kein Geheimtext ist an einer anderen Stelle lesbar: andere Zeile, anderes Konto, anderer Träger, andere Spalte (S8)."""

import ast
import json
import uuid
from itertools import count

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from arge.betrieb.anmeldespeicher import SessionStore
from arge.daten.verschluesselung import UNLESBAR, NichtLesbar, VerschluesselterText
from arge.zusammensetzung import APPS
from tests.factories import MitgliedschaftFactory
from tests.haus.test_quelltext import aufrufe, module
from traeger.begriffe import BriefArt, Rolle
from traeger.models import Brief
from traeger.zugang import geheimnis, handeln, zugang_von

pytestmark = pytest.mark.django_db

KLAR = "Streng geheim"
NUMMER = count(1)


def stellen_der_modelle():
    """Je verschlüsselter Spalte des Hauses: eine Zeile und, was in einer anderen anders ist."""
    for modell in apps.get_models():
        for feld in modell._meta.local_fields:
            if isinstance(feld, VerschluesselterText) and not hasattr(modell, "pgh_tracked_model"):
                yield modell, feld


def zeile(modell, **werte):
    """Ungespeichert; was das Modell nicht hat (ein Konto), bleibt weg."""
    return modell(**{name: wert for name, wert in werte.items() if name in {f.attname for f in modell._meta.local_fields}})


def faktor(art, name):
    return Authenticator(user_id=next(NUMMER), type=art, data={name: geheimnis.Offen(KLAR)})


#: Wer im Haus verschlüsselt oder entschlüsselt → die Prüfung, die zwei seiner Stellen tauscht.
STELLEN = {
    "arge/daten/verschluesselung:pre_save": "test_kein_text_ist_in_einer_anderen_zeile_oder_spalte_lesbar",
    "arge/daten/verschluesselung:__get__": "test_kein_text_ist_in_einer_anderen_zeile_oder_spalte_lesbar",
    "traeger/management/commands/schluesselwechsel:_spalte": "test_kein_text_ist_in_einer_anderen_zeile_oder_spalte_lesbar",
    "traeger/models/brief:anlegen": "test_kein_brief_ist_unter_einem_anderen_lesbar",
    "traeger/models/brief:inhalt": "test_kein_brief_ist_unter_einem_anderen_lesbar",
    "arge/betrieb/anmeldespeicher:encode": "test_keine_anmeldung_ist_unter_einer_anderen_kennung_lesbar",
    "arge/betrieb/anmeldespeicher:decode": "test_keine_anmeldung_ist_unter_einer_anderen_kennung_lesbar",
    "traeger/zugang/geheimnis:binden": "test_kein_geheimnis_eines_faktors_ist_in_einer_anderen_zeile_lesbar",
    "traeger/zugang/geheimnis:lesen": "test_kein_geheimnis_eines_faktors_ist_in_einer_anderen_zeile_lesbar",
}


def test_wer_verschluesselt_steht_hier_mit_seiner_pruefung():
    wer = {
        f"{pfad}:{f.name}" for pfad, baum in module(ordner=(*APPS, "arge")) for f in ast.walk(baum)
        if isinstance(f, ast.FunctionDef) and (list(aufrufe(f, "verschluesseln")) or list(aufrufe(f, "entschluesseln")))
    }  # fmt: skip
    assert wer == set(STELLEN)
    assert {name for name in STELLEN.values() if name not in globals()} == set()


def test_kein_text_ist_in_einer_anderen_zeile_oder_spalte_lesbar():
    """Jedes Stück der Stelle einzeln getauscht: Zeile, Träger, Konto; dazu jede andere verschlüsselte Spalte des Hauses."""
    stellen = list(stellen_der_modelle())
    assert len(stellen) > 8
    besitz = {"traeger_id": next(NUMMER), "benutzer_id": next(NUMMER), "kennung": uuid.uuid4()}
    anders = {"traeger_id": next(NUMMER), "benutzer_id": next(NUMMER), "kennung": uuid.uuid4()}
    lesbar = set()
    for modell, feld in stellen:
        text = feld.pre_save(zeile(modell, **besitz, **{feld.attname: KLAR}), add=True)
        assert getattr(zeile(modell, **besitz, **{feld.attname: text}), feld.attname) == KLAR
        fremde = [(modell, feld, name, besitz | {name: wert}) for name, wert in anders.items()]
        fremde += [(m, f, "Spalte", besitz) for m, f in stellen if (m, f) != (modell, feld)]
        for fremd, spalte, was, wessen in fremde:
            if getattr(zeile(fremd, **wessen, **{spalte.attname: text}), spalte.attname) != UNLESBAR:
                lesbar.add((modell._meta.label, feld.name, was, fremd._meta.label))
    assert lesbar == {
        (m._meta.label, f.name, was, m._meta.label)
        for m, f in stellen for was in ("benutzer_id", "traeger_id") if not gehoert(m, was)
    }  # fmt: skip


def gehoert(modell, wem):
    """Einem Konto oder nur einem Träger: Dann lesen alle seine Fachkräfte die Zeile. Was beide nicht kennt, gehört dem Haus."""
    if wem == "traeger_id":
        return any(f.attname == wem for f in modell._meta.local_fields)
    return any(getattr(c, "nach", "") == "benutzer" for c in modell._meta.constraints)


def test_kein_brief_ist_unter_einem_anderen_lesbar():
    einer = Brief.objects.anlegen(BriefArt.ZURUECKSETZEN, {"email": KLAR})
    for anderer in (Brief(art=einer.art), Brief(art=BriefArt.BRIEF, kennung=einer.kennung)):
        anderer.geheim = einer.geheim
        with pytest.raises(NichtLesbar):
            _ = anderer.inhalt
    assert Brief.objects.get().inhalt == {"email": KLAR}


def test_keine_anmeldung_ist_unter_einer_anderen_kennung_lesbar():
    eine, andere = SessionStore("a" * 32), SessionStore("b" * 32)
    daten = eine.encode({"geheim": KLAR})
    assert eine.decode(daten) == {"geheim": KLAR}
    assert andere.decode(daten) == {}


def test_kein_geheimnis_eines_faktors_ist_in_einer_anderen_zeile_lesbar():
    """Anderes Konto, andere Art, anderer Name in derselben Zeile; ohne Zeile gar nicht, und offen wird nie gespeichert."""
    for art, name in geheimnis.GEHEIM.items():
        eine = faktor(art, name)
        text = str(eine.data[name])
        assert KLAR not in text
        assert get_adapter().decrypt(Authenticator(user_id=eine.user_id, type=art, data={name: text}).data[name]) == KLAR
        andere_art, anderer_name = next((a, n) for a, n in geheimnis.GEHEIM.items() if a != art)
        for fremd, wo in (
            (Authenticator(user_id=next(NUMMER), type=art, data={name: text}), name),
            (Authenticator(user_id=eine.user_id, type=andere_art, data={anderer_name: text}), anderer_name),
            (Authenticator(user_id=eine.user_id, type=art, data={name: "x", "migrated_codes": text}), "migrated_codes"),
            (Authenticator(user_id=eine.user_id, type=art, data={name: "AA=="}), name),
        ):
            with pytest.raises(NichtLesbar):
                get_adapter().decrypt(fremd.data[wo])
    with pytest.raises(TypeError, match="JSON"):
        json.dumps({"secret": get_adapter().encrypt(KLAR)})


def test_wiederherstellungscodes_von_hand_weist_die_datenbank_ab():
    """So las eine eingeschleuste Anweisung am eigenen Konto das Geheimnis jedes anderen; `seed` kopiert, zeigt nichts."""
    opfer, taeter = MitgliedschaftFactory(rolle=Rolle.LEITUNG).benutzer, MitgliedschaftFactory(rolle=Rolle.FACHKRAFT)
    for person in (opfer, taeter.benutzer):
        TOTP.activate(person, "JBSWY3DPEHPK3PXP")
        RecoveryCodes.activate(person)
    fremd = "(select data ->> %s from mfa_authenticator where type = %s and user_id = %s)"
    hinein = "update mfa_authenticator set data = jsonb_build_object({}) where type = 'recovery_codes' and user_id = %s"
    with handeln(zugang_von(taeter)), connection.cursor() as cursor:
        for art, name in geheimnis.GEHEIM.items():
            werte = [name, art.value, opfer.pk, taeter.benutzer_id]
            with pytest.raises(IntegrityError, match="schreibgrenze"), transaction.atomic():
                cursor.execute(hinein.format(f"'migrated_codes', jsonb_build_array({fremd}), 'used_mask', 0"), werte)
            cursor.execute(hinein.format(f"'seed', {fremd}, 'used_mask', 0"), werte)
            with pytest.raises(NichtLesbar):
                RecoveryCodes(Authenticator.objects.get(user=taeter.benutzer, type="recovery_codes")).generate_codes()
