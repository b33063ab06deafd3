"""Integrationsplan im Browser: vereinbaren, fortschreiben, Fehler behalten den Text."""

import uuid

from django.urls import reverse

from integrationsmanagement.models import Integrationsplan
from tests.factories.basis import im_namen_von


def adresse(name, *args):
    return reverse(f"integrationsmanagement:{name}", args=args)


def plan_daten(anzahl, *ziele, **mehr):
    daten = {
        "absendung": str(uuid.uuid4()),
        "vereinbart_am": "1.11.2026",
        "ausgangslage": "Sucht Arbeit.",
        "ziele-INITIAL_FORMS": anzahl,
    }
    for i, ziel in enumerate(ziele):
        daten |= {f"ziele-{i}-{name}": wert for name, wert in ziel.items()}
    return daten | {"ziele-TOTAL_FORMS": len(ziele)} | mehr


def test_plan_vereinbaren_und_fortschreiben(client, fall):
    ziele = [
        {"handlungsfeld": "sprache", "ziel": "Deutschkurs B1", "status": "offen", "frist_am": "31.3.2027"},
        {"handlungsfeld": "", "ziel": "", "status": "offen"},
    ]
    seite = client.post(adresse("plan-neu", fall.pk), plan_daten(0, *ziele), follow=True).content.decode()
    assert "Deutschkurs B1" in seite
    assert "Plan vom 01.11.2026" in seite
    vorbelegt = client.get(adresse("plan-neu", fall.pk)).content.decode()
    assert "Deutschkurs B1" in vorbelegt
    assert "Sucht Arbeit." in vorbelegt
    weiter = [
        ziele[0] | {"status": "erreicht", "auswertung": "Zertifikat liegt vor"},
        {"handlungsfeld": "arbeit", "ziel": "Praktikum", "status": "offen"},
    ]
    client.post(adresse("plan-neu", fall.pk), plan_daten(1, *weiter, vereinbart_am="22.11.2026"))
    with im_namen_von(fall.traeger_id):
        fassungen = [
            (p.nummer, [(z.ziel, z.status) for z in p.ziele.order_by("pk")])
            for p in Integrationsplan.objects.order_by("nummer")
        ]
    assert fassungen == [(1, [("Deutschkurs B1", "offen")]), (2, [("Deutschkurs B1", "erreicht"), ("Praktikum", "offen")])]


def test_ziel_das_nicht_weitergefuehrt_wird_fehlt_in_der_neuen_fassung(client, fall):
    ziele = [{"handlungsfeld": feld, "ziel": feld, "status": "offen"} for feld in ("sprache", "arbeit")]
    client.post(adresse("plan-neu", fall.pk), plan_daten(0, *ziele))
    client.post(adresse("plan-neu", fall.pk), plan_daten(2, ziele[0] | {"DELETE": "on"}, ziele[1]))
    with im_namen_von(fall.traeger_id):
        neue = fall.plaene.get(nummer=2)
        assert [ziel.ziel for ziel in neue.ziele.all()] == ["arbeit"]
        assert Integrationsplan.objects.get(nummer=1).ziele.count() == 2


def test_ziel_ohne_handlungsfeld_zeigt_den_fehler_und_behaelt_den_text(client, fall):
    antwort = client.post(
        adresse("plan-neu", fall.pk), plan_daten(0, {"handlungsfeld": "", "ziel": "Führerschein", "status": "offen"})
    )
    seite = antwort.content.decode()
    assert 'href="#id_ziele-0-handlungsfeld"' in seite
    assert "Führerschein" in seite
    with im_namen_von(fall.traeger_id):
        assert not Integrationsplan.objects.exists()
