"""Wer da war, im Ehrenamt: Jede Zeile mit Tag oder Zeitraum liegt im Engagement und im Projekt, oder hier steht, warum nicht."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.urls import reverse

from arge.zahlen.zeitraum import Zeitraum
from ehrenamt.models import Ehrenamtliche, Einsatz, Projekt
from tests.factories import (
    EhrenamtlicheFactory,
    EinsatzFactory,
    MitgliedschaftFactory,
    ProjektFactory,
    StundenFactory,
    TreffenFactory,
)
from tests.factories.basis import im_namen_von
from traeger.begriffe import Rolle
from traeger.models.basis import haengt_an
from traeger.zugang import technisch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kontext")]

SACHEN = (Ehrenamtliche, Projekt)
#: (Modell, Verweis) → legt die Zeile an einem Tag an.
PROBEN = {
    ("ehrenamt.Einsatz", "ehrenamtliche"): lambda tag, **wo: EinsatzFactory(von=tag, bis=tag, **wo),
    ("ehrenamt.Einsatz", "projekt"): lambda tag, **wo: EinsatzFactory(von=tag, bis=tag, **wo),
    ("ehrenamt.Stunden", "ehrenamtliche"): lambda tag, **wo: StundenFactory(am=tag, **wo),
    ("ehrenamt.Stunden", "projekt"): lambda tag, **wo: StundenFactory(am=tag, **wo),
    ("ehrenamt.Treffen", "projekt"): lambda tag, **wo: TreffenFactory(am=tag, **wo),
}
GRUENDE = {
    ("ehrenamt.Ausscheiden", "ehrenamtliche"): "bestimmt das Engagement; nie vor dem Beginn (regel_ausgeschieden_am)",
    (
        "ehrenamt.Erfahrungsangabe",
        "ehrenamtliche",
    ): "sagt etwas über den Menschen, auch in einer Pause; die erste hat keinen Beginn",
    ("ehrenamt.Personberichtigung", "ehrenamtliche"): "Tag der Berichtigung, nicht des Engagements",
    ("ehrenamt.Projektstand", "projekt"): "bestimmt die Laufzeit („beendet“); die erste Zeile hat keinen Beginn",
    ("ehrenamt.Projektberichtigung", "projekt"): "Tag der Berichtigung, nicht der Laufzeit",
    (
        "finanzen.Beleg",
        "projekt",
    ): "Rechnung und Zahlung kommen auch vor dem Beginn und nach dem Ende; es zählt das Haushaltsjahr",
}
#: Da vom 1.2. bis 31.3. und vom 1.6. bis 31.8., als Engagement mit Pause und als Projekt, das dazwischen beendet war.
DRIN = [date(2026, 2, 1), date(2026, 3, 31), date(2026, 6, 1), date(2026, 8, 31)]
DRAUSSEN = [date(2026, 1, 31), date(2026, 4, 1), date(2026, 5, 31), date(2026, 9, 1)]


def mit_tag(modell):
    return [
        f
        for f in modell._meta.concrete_fields
        if isinstance(f, models.DateField) and not isinstance(f, models.DateTimeField)
    ]


def test_jede_zeile_mit_tag_oder_zeitraum_hat_eine_gegenprobe_oder_einen_grund():
    gefunden = {(m._meta.label, feld) for sache in SACHEN for m, feld in haengt_an(sache) if mit_tag(m)}
    assert gefunden == PROBEN.keys() | GRUENDE.keys()
    assert not PROBEN.keys() & GRUENDE.keys()


def person(traeger=None, **mehr):
    wer = EhrenamtlicheFactory(
        **{"traeger": traeger} if traeger else {}, gewonnen_am=DRIN[0], weg=(DRIN[1], DRAUSSEN[2]), **mehr
    )
    with im_namen_von(wer.traeger_id):
        wer.ausscheiden.create(traeger=wer.traeger, von=DRIN[3], grund="Umzug")
        wer.refresh_from_db()
    return wer


def projekt(traeger=None):
    was = ProjektFactory(**{"traeger": traeger} if traeger else {}, von=DRIN[0], bis=DRIN[3])
    with im_namen_von(was.traeger_id):
        was.staende.create(traeger=was.traeger, bis=DRIN[1], status="stabil")
        was.staende.create(traeger=was.traeger, von=DRAUSSEN[1], bis=DRAUSSEN[2], status="beendet")
        was.staende.create(traeger=was.traeger, von=DRIN[2], status="ruht")
    return was


@pytest.mark.parametrize("probe", PROBEN, ids=".".join)
@pytest.mark.parametrize(("tag", "geht"), [*((tag, True) for tag in DRIN), *((tag, False) for tag in DRAUSSEN)])
def test_ausserhalb_weist_die_datenbank_ab(probe, tag, geht):
    sache = person() if probe[1] == "ehrenamtliche" else projekt()
    wo = {"traeger": sache.traeger, probe[1]: sache}
    if geht:
        assert PROBEN[probe](tag, **wo).pk
        return
    with pytest.raises(IntegrityError) as fehler, transaction.atomic():
        PROBEN[probe](tag, **wo)
    assert fehler.value.__cause__.diag.constraint_name.startswith("regel_")


def test_ein_einsatz_ueber_eine_pause_hinweg_oder_ohne_ende_liegt_nicht_darin():
    wer = person()
    for von, bis in [(DRIN[0], DRIN[2]), (DRIN[2], None), (DRIN[2], date(2027, 12, 31))]:
        with pytest.raises(IntegrityError, match="liegt nicht ganz im Engagement"), transaction.atomic():
            EinsatzFactory(traeger=wer.traeger, ehrenamtliche=wer, von=von, bis=bis)
    was = projekt()
    with pytest.raises(IntegrityError, match="liegt nicht ganz in der Laufzeit"), transaction.atomic():
        EinsatzFactory(traeger=was.traeger, projekt=was, von=DRIN[2])


def test_ein_ausscheiden_liegt_nicht_vor_dem_beginn():
    wer = EhrenamtlicheFactory(gewonnen_am=DRIN[0])
    with im_namen_von(wer.traeger_id), pytest.raises(IntegrityError, match="vor dem Beginn"), transaction.atomic():
        wer.ausscheiden.create(traeger=wer.traeger, von=DRAUSSEN[0], grund="Umzug")


def in_sql(funktion, pk, tag):
    with connection.cursor() as cursor:
        cursor.execute(f"select {funktion}(%s) @> %s::date", [pk, tag])
        return cursor.fetchone()[0]


@pytest.mark.parametrize(("bauen", "funktion"), [(person, "engagement"), (projekt, "laufzeit")], ids=["Mensch", "Projekt"])
def test_auswahl_zeitraum_und_datenbank_geben_dieselbe_antwort(bauen, funktion):
    """`da_am`, `dabei` und die Regel der Datenbank, Tag für Tag."""
    sache = bauen()
    with im_namen_von(sache.traeger_id):
        alle = type(sache).objects.filter(pk=sache.pk)
        assert [str(zeit) for zeit in sache.dabei] == [str(Zeitraum(*DRIN[:2])), str(Zeitraum(*DRIN[2:]))]
        for n in range(250):
            tag = date(2026, 1, 15) + timedelta(n)
            dabei = any(tag in zeit for zeit in sache.dabei)
            assert (alle.da_am(tag).exists(), in_sql(funktion, sache.pk, tag)) == (dabei, dabei), tag


# --- Was ein Engagement oder eine Laufzeit ändert, beendet die Einsätze; Ereignisse weist es ab --------------------------

TATEN = {
    "ausscheiden": lambda w, p: w.ausscheiden.create(traeger=w.traeger, von=date(2026, 6, 30), grund="Umzug"),
    "später gewonnen": lambda w, p: type(w).objects.filter(pk=w.pk).update(gewonnen_am=date(2026, 6, 1)),
    "Projekt endet": lambda w, p: type(p).objects.filter(pk=p.pk).update(bis=date(2026, 6, 30)),
    "Projekt begann später": lambda w, p: type(p).objects.filter(pk=p.pk).update(von=date(2026, 6, 1)),
    "Projekt beendet": lambda w, p: p.staende.create(traeger=p.traeger, von=date(2026, 7, 1), status="beendet"),
    "war nie Projekt": lambda w, p: p.staende.create(traeger=p.traeger, bis=date(2026, 5, 31), status="beendet"),
}
BLEIBT = {
    tat: (date(2026, 6, 1), None) if "später" in tat or "nie" in tat else (date(2026, 1, 1), date(2026, 6, 30))
    for tat in TATEN
}


@pytest.fixture
def paar():
    wer = EhrenamtlicheFactory(gewonnen_am=date(2026, 1, 1))
    return wer, ProjektFactory(traeger=wer.traeger, von=date(2026, 1, 1))


@pytest.mark.parametrize("tat", TATEN)
def test_mit_engagement_und_projekt_enden_die_einsaetze(paar, tat):
    wer, was = paar
    wo = {"traeger": wer.traeger, "ehrenamtliche": wer, "projekt": was}
    offen = EinsatzFactory(**wo, von=date(2026, 1, 1), bis=None)
    anderswo = EinsatzFactory(traeger=wer.traeger, von=date(2026, 1, 1), ehrenamtliche__gewonnen_am=date(2025, 1, 1))
    with im_namen_von(wer.traeger_id):
        TATEN[tat](wer, was)
        assert [(e.von, e.bis) for e in Einsatz.objects.filter(pk=offen.pk)] == [BLEIBT[tat]]
        assert Einsatz.objects.get(pk=anderswo.pk).bis is None, "ein anderer Mensch in einem anderen Projekt"


def test_auch_die_stammdaten_beenden_die_einsaetze_eines_projekts(paar):
    """So ändert sich eine Laufzeit im Betrieb: `manage.py stammdaten`, ohne dass vorher jemand Einsätze beendet."""
    wer, was = paar
    offen = EinsatzFactory(traeger=wer.traeger, ehrenamtliche=wer, projekt=was, von=date(2026, 1, 1))
    with technisch(traeger_id=wer.traeger_id):
        Projekt.objects.update_or_create(kuerzel=was.kuerzel, traeger=wer.traeger, defaults={"bis": date(2026, 6, 30)})
    with im_namen_von(wer.traeger_id):
        assert Einsatz.objects.get(pk=offen.pk).bis == date(2026, 6, 30)


@pytest.mark.parametrize("tat", TATEN)
def test_was_ganz_daneben_liegt_gab_es_nicht(paar, tat):
    wer, was = paar
    frueh = BLEIBT[tat][1] is None
    von, bis = (date(2026, 2, 1), date(2026, 3, 1)) if frueh else (date(2026, 9, 1), None)
    EinsatzFactory(traeger=wer.traeger, ehrenamtliche=wer, projekt=was, von=von, bis=bis)
    with im_namen_von(wer.traeger_id):
        TATEN[tat](wer, was)
        assert not Einsatz.objects.exists()


@pytest.mark.parametrize("tat", TATEN)
@pytest.mark.parametrize("art", ["Stunden", "Treffen"])
def test_an_treffen_und_stunden_kommt_kein_ende_vorbei(paar, tat, art):
    wer, was = paar
    am = date(2026, 2, 1) if BLEIBT[tat][1] is None else date(2026, 9, 1)
    if art == "Stunden":
        StundenFactory(traeger=wer.traeger, ehrenamtliche=wer, projekt=was, am=am)
    elif tat in ("ausscheiden", "später gewonnen"):
        return  # ein Treffen gehört dem Projekt, nicht der Person
    else:
        TreffenFactory(traeger=wer.traeger, projekt=was, am=am)
    with im_namen_von(wer.traeger_id), pytest.raises(IntegrityError, match="erfasst"), transaction.atomic():
        TATEN[tat](wer, was)


# --- Auf den Seiten ------------------------------------------------------------------------------------------------------


@pytest.fixture
def leitung(client):
    wer = MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    client.force_login(wer.benutzer)
    client.traeger = wer.traeger
    return client


def einsetzen(client, wer, was, ab, bis=""):
    daten = {"projekt": was.pk, "ab": ab, "bis": bis}
    return client.post(reverse("ehrenamt:einsatz-neu", args=[wer.pk]), daten, follow=True).content.decode()


def test_wer_ausgeschieden_ist_steht_nicht_wieder_im_einsatz(leitung, uhr):
    uhr(date(2026, 11, 22))
    wer, was = person(leitung.traeger, nachname="Weggang"), ProjektFactory(traeger=leitung.traeger, name="Café")
    assert "Das Engagement endet am 31.08.2026" in einsetzen(leitung, wer, was, "1.6.2026", "31.12.2027")
    assert "war vom 01.04.2026 bis zum 31.05.2026 nicht dabei" in einsetzen(leitung, wer, was, "15.4.2026")
    assert "Der Einsatz ist eingetragen, bis 31.08.2026." in einsetzen(leitung, wer, was, "1.6.2026")
    assert "Weggang" not in leitung.get(reverse("ehrenamt:projekt-detail", args=[was.pk])).content.decode()
    im_april = {"nur_auswahl": "1", "am": "20.4.2026", "absendung": str(uuid.uuid4())}
    auswahl = leitung.post(reverse("ehrenamt:treffen-neu", args=[was.pk]), im_april)
    assert auswahl.context["form"].fields["anwesend"].choices == []
    with im_namen_von(leitung.traeger.pk):
        (einsatz,) = Einsatz.objects.all()
    laenger = leitung.post(reverse("ehrenamt:einsatz-beenden", args=[einsatz.pk]), {"bis": "1.9.2026"})
    assert "Das Engagement endet am 31.08.2026" in laenger.content.decode()


def test_in_einem_beendeten_projekt_gibt_es_weder_einsatz_noch_treffen(leitung, uhr):
    uhr(date(2026, 11, 22))
    was, wer = projekt(leitung.traeger), EhrenamtlicheFactory(traeger=leitung.traeger)
    assert f"{was} war nur bis zum 31.08.2026 dabei" in einsetzen(leitung, wer, was, "1.9.2026")
    assert f"{was} war vom 01.04.2026 bis zum 31.05.2026 nicht dabei" in einsetzen(leitung, wer, was, "15.4.2026")
    assert "Das Projekt endet am 31.08.2026." in einsetzen(leitung, wer, was, "1.6.2026", "1.9.2026")
    assert "bis 31.08.2026" in einsetzen(leitung, wer, was, "1.6.2026")
    daten = {"absendung": str(uuid.uuid4()), "am": "15.4.2026", "dauer_minuten": "60", "anzahl_teilnehmende": "3"}
    antwort = leitung.post(reverse("ehrenamt:treffen-neu", args=[was.pk]), daten)
    assert "beendet." in str(antwort.context["form"].errors["am"])


def test_der_status_beendet_und_ein_spaeterer_beginn_sagen_was_mit_den_einsaetzen_geschieht(leitung, uhr):
    uhr(date(2026, 11, 22))
    wer = EhrenamtlicheFactory(traeger=leitung.traeger, gewonnen_am=date(2026, 1, 1))
    was = ProjektFactory(traeger=leitung.traeger)
    EinsatzFactory(traeger=leitung.traeger, ehrenamtliche=wer, projekt=was, von=date(2026, 1, 1))
    daten = {"version": 1, "ab": "1.11.2026", "status": "beendet"}
    seite = leitung.post(reverse("ehrenamt:projekt-status", args=[was.pk]), daten, follow=True).content.decode()
    assert "Damit endet auch ein Einsatz." in seite
    daten = {"version": 1, "gewonnen_am": "1.6.2026", "geburtsdatum": "", "begruendung": "Vertippt"}
    seite = leitung.post(reverse("ehrenamt:person-berichtigen", args=[wer.pk]), daten, follow=True).content.decode()
    assert "dadurch gekürzte oder entfallene Einsätze: 1" in seite
    with im_namen_von(leitung.traeger.pk):
        assert list(Einsatz.objects.values_list("von", "bis")) == [(date(2026, 6, 1), date(2026, 10, 31))]
