"""Was war, bleibt: Keine Folge von Änderungen, die heute gelten, ändert eine Zahl eines vergangenen Tages oder Jahres."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from arge.daten.schreiben import aendern
from arge.zahlen.kennzahl import Art, Kennzahl, Zaehlung, alle, gemeinsam
from arge.zahlen.zeitraum import Zeitraum
from beratung import vorgaenge as beratung
from beratung.begriffe import Abschlussgrund, Arbeitsform, Thema
from beratung.forms import FallAngabenForm
from beratung.models import Fall, Kontakt, Zustaendigkeit
from ehrenamt import vorgaenge as ehrenamt
from ehrenamt.begriffe import Erfahrung, ProjektStatus, Verfuegbarkeit
from ehrenamt.forms import AngabenForm
from ehrenamt.models import Ehrenamtliche, Einsatz, Projekt, Treffen
from integrationsmanagement import kennzahlen as im_kennzahlen
from integrationsmanagement import vorgaenge as im
from integrationsmanagement.begriffe import Handlungsfeld, Intensitaet, Wohnform
from integrationsmanagement.forms import FallAngabenForm as IMAngabenForm
from integrationsmanagement.models import Gespraech, IMFall, IMZustaendigkeit, Integrationsplan
from integrationsmanagement.regeln import Wohnen
from tests import factories as f
from tests.zufall import beispiele
from traeger.models import Fachkraft, Stadtteil
from traeger.zugang import Zugang, handeln, zugang_von

pytestmark = pytest.mark.django_db

HEUTE = date(2026, 11, 22)
GESTERN = HEUTE - timedelta(1)
STICHTAGE = [Zeitraum(tag, tag) for tag in (date(2026, 6, 30), GESTERN)]
ZEITRAEUME = [Zeitraum.jahr(2025), Zeitraum(date(2026, 1, 1), GESTERN)]
#: Wonach Berichte eine Zahl aufteilen.
MERKMALE = {"EA-01": ("erfahrung", "altersgruppe"), "EA-05": ("status",), "IM-08": ("wohnt__stadtteil__name",)}


@dataclass
class Welt:
    """Ein Träger mit Fällen, Ehrenamtlichen und einem Projekt in jedem Zustand, der sich heute ändern kann."""

    zugang: Zugang
    kraefte: list[Fachkraft]
    stadtteile: list[Stadtteil]
    mbe: list[Fall]
    im: list[IMFall]
    menschen: list[Ehrenamtliche]
    projekt: Projekt


@pytest.fixture
def welt():
    leitung = f.MitgliedschaftFactory(arbeitsfelder=["MBE", "IM", "EA"])
    eigen = {"traeger": leitung.traeger}
    kraefte = [f.FachkraftFactory(**eigen, benutzer=leitung.benutzer), f.FachkraftFactory(**eigen)]
    orte = [f.StadtteilFactory(name=name) for name in ("Böckingen", "Frankenbach")]
    pause = (date(2026, 6, 5), date(2026, 7, 31))
    mbe = [f.FallFactory(**eigen, begonnen_am=date(2025, 3, 1), zu=zu) for zu in (None, date(2026, 6, 5), pause)]
    faelle = [
        f.IMFallFactory(**eigen, begonnen_am=date(2025, 3, 1), wohnen=wohnen, zu=zu)
        for wohnen, zu in [
            ((Wohnform.GU, orte[0].pk), None), ((Wohnform.PRIVAT, orte[1].pk, date(2026, 2, 1)), None),
            ((Wohnform.PRIVAT, orte[0].pk), date(2026, 6, 5)), ((Wohnform.PRIVAT, orte[0].pk), pause),
        ]
    ]  # fmt: skip
    menschen = [
        f.EhrenamtlicheFactory(**eigen, gewonnen_am=date(2024, 4, 1), **mehr)
        for mehr in (
            {"erfahrung": Erfahrung.JA},
            {},
            {"weg": date(2026, 6, 5)},
            {"weg": (date(2025, 6, 5), date(2026, 2, 1))},
        )
    ]
    projekt = f.ProjektFactory(**eigen)
    f.EinsatzFactory(**eigen, ehrenamtliche=menschen[0], projekt=projekt)
    with handeln(zugang_von(leitung)):
        for akte, art in [(fall, Zustaendigkeit) for fall in mbe] + [(fall, IMZustaendigkeit) for fall in faelle]:
            bis = date(2026, 6, 5) if akte.abschluesse.exists() else None
            art.objects.create(**eigen, fall=akte, fachkraft=kraefte[0], von=akte.begonnen_am, bis=bis)
        yield Welt(zugang_von(leitung), kraefte, orte, mbe, faelle, menschen, projekt)


def bild(welt: Welt) -> list[Any]:
    """Jede Zahl des Hauses an den vergangenen Tagen und in den vergangenen Zeiträumen, dazu ihre Aufteilungen; eine Abfrage."""
    zahlen = [k for k in alle() if isinstance(k, Kennzahl)]
    posten = [Zaehlung(k, z, (), welt.zugang) for k in zahlen for z in (STICHTAGE if k.art == Art.STICHTAG else ZEITRAEUME)]
    posten += [Zaehlung(k, z, (m,), welt.zugang) for k in zahlen for m in MERKMALE.get(k.nummer, ()) for z in STICHTAGE]
    auslastung = im_kennzahlen.auslastung(GESTERN, welt.zugang)
    return [*gemeinsam(*posten), auslastung, im_kennzahlen.je_fachkraft(auslastung, welt.zugang)]


def frisch(zeile: Any) -> Any:
    return type(zeile)._base_manager.get(pk=zeile.pk)


def abschliessen(akte, kontakte, w, n):
    grund = list(Abschlussgrund)[n % 6]
    beratung.akte_abschliessen(akte=akte, am=HEUTE, grund=grund, durch=w.zugang, heute=HEUTE, kontakte=kontakte)


def aufnehmen(akte, w, n):
    beratung.akte_wieder_aufnehmen(akte=akte, fachkraft=w.kraefte[n % 2], ab=HEUTE, durch=w.zugang, heute=HEUTE)


def uebergeben(akte, w, n):
    beratung.zustaendigkeit_uebergeben(akte=akte, fachkraft=w.kraefte[n % 2], ab=HEUTE, durch=w.zugang)


def umziehen(w, n):
    form, ort = list(Wohnform)[n // 4 % 2], [*w.stadtteile, None][n % 3]
    im.umziehen(fall=frisch(w.im[n % 4]), ab=HEUTE, wohnform=form, stadtteil=ort, heute=HEUTE)


def kontakt(w, n):
    zeile = Kontakt(am=HEUTE, dauer_minuten=30, themen=[Thema.SPRACHE], fachkraft=w.kraefte[n % 2])
    beratung.kontakt_erfassen(
        kontakt=zeile, fall=frisch(w.mbe[n % 3]) if n % 2 else None, durch=w.zugang, heute=HEUTE, jetzt=timezone.now()
    )


def gespraech(w, n):
    zeile = Gespraech(am=HEUTE, dauer_minuten=30, handlungsfelder=[Handlungsfeld.ARBEIT], fachkraft=w.kraefte[n % 2])
    im.gespraech_erfassen(gespraech=zeile, fall=frisch(w.im[n % 4]), durch=w.zugang, heute=HEUTE, jetzt=timezone.now())


def plan(w, n):
    zeile = Integrationsplan(vereinbart_am=HEUTE, ausgangslage="")
    im.plan_vereinbaren(plan=zeile, ziele=[], fall=frisch(w.im[n % 4]), durch=w.zugang, heute=HEUTE)


def neuer_fall(w, n):
    person, mehr = w.menschen and f.PersonFactory(traeger=w.projekt.traeger), {"fachkraft": w.kraefte[0], "durch": w.zugang}
    beratung.fall_anlegen(fall=Fall(begonnen_am=HEUTE), person=person, **mehr)
    im.fall_anlegen(fall=IMFall(begonnen_am=HEUTE), person=person, wohnen=Wohnen(list(Wohnform)[n % 2], None), **mehr)


def treffen(w, n):
    zeile = Treffen(am=HEUTE, dauer_minuten=60, anzahl_teilnehmende=n % 9)
    wer = {w.menschen[n % 4].pk: 60}
    ehrenamt.treffen_erfassen(treffen=zeile, projekt=w.projekt, minuten=wer, durch=w.zugang, heute=HEUTE)


def neue_person(w, n):
    zeile = Ehrenamtliche(nachname="Neu", gewonnen_am=HEUTE)
    ehrenamt.person_anlegen(person=zeile, erfahrung=list(Erfahrung)[n % 3], durch=w.zugang)


def einsatz(w, n):
    ehrenamt.einsatz_anlegen(person=w.menschen[n % 4], projekt=w.projekt, ab=HEUTE, bis=None, durch=w.zugang)


def stand(sache, zeilen, **werte):
    ehrenamt.stand_aendern(sache=frisch(sache), zeilen=zeilen, ab=HEUTE, heute=HEUTE, **werte)


TATEN: dict[str, Callable[[Welt, int], Any]] = {
    "MBE abschließen": lambda w, n: abschliessen(frisch(w.mbe[n % 3]), "kontakte", w, n),
    "IM abschließen": lambda w, n: abschliessen(frisch(w.im[n % 4]), "gespraeche", w, n),
    "MBE wieder aufnehmen": lambda w, n: aufnehmen(frisch(w.mbe[n % 3]), w, n),
    "IM wieder aufnehmen": lambda w, n: aufnehmen(frisch(w.im[n % 4]), w, n),
    "MBE übergeben": lambda w, n: uebergeben(frisch(w.mbe[n % 3]), w, n),
    "IM übergeben": lambda w, n: uebergeben(frisch(w.im[n % 4]), w, n),
    "umziehen": umziehen, "Kontakt": kontakt, "Gespräch": gespraech, "Plan": plan, "neuer Fall": neuer_fall,
    "Angaben MBE": lambda w, n: aendern(frisch(w.mbe[n % 3]), arbeitsform=list(Arbeitsform)[n % 3]),
    "Angaben IM": lambda w, n: aendern(frisch(w.im[n % 4]), intensitaet=list(Intensitaet)[n % 3], au_zuteilung_am=None),
    "ausscheiden": lambda w, n: ehrenamt.ausscheiden(person=frisch(w.menschen[n % 4]), am=HEUTE, grund="Umzug", heute=HEUTE),
    "wiederkommen": lambda w, n: ehrenamt.zurueckkehren(person=frisch(w.menschen[n % 4]), ab=HEUTE, heute=HEUTE),
    "Erfahrung": lambda w, n: stand(w.menschen[n % 4], "angaben", erfahrung=list(Erfahrung)[n % 3]),
    "Status": lambda w, n: stand(w.projekt, "staende", status=list(ProjektStatus)[n % 5]),
    "Angaben EA": lambda w, n: aendern(frisch(w.menschen[n % 4]), verfuegbarkeit=list(Verfuegbarkeit)[n % 2]),
    "Treffen": treffen, "neue Person": neue_person, "Einsatz": einsatz,
    "Einsatz beenden": lambda w, n: ehrenamt.einsatz_beenden(einsatz=Einsatz.objects.earliest("pk"), bis=HEUTE),
}  # fmt: skip
FOLGEN = st.lists(st.tuples(st.sampled_from(sorted(TATEN)), st.integers(0, 59)), min_size=4, max_size=14)


def test_keine_folge_heutiger_aenderungen_aendert_eine_vergangene_zahl(welt, uhr):
    uhr(HEUTE)
    vorher, getan = bild(welt), Counter()
    assert sum(any(werte.values()) for werte in vorher[:-2]) > 15, "Die Welt muss die Zahlen berühren."

    @beispiele(25)
    @example([(tat, n) for tat in TATEN for n in range(4)])
    @given(FOLGEN)
    def jede_folge(folge):
        with transaction.atomic():
            for tat, n in folge:
                with suppress(ValidationError, IntegrityError), transaction.atomic():
                    TATEN[tat](welt, n)
                    getan[tat] += 1
            assert bild(welt) == vorher
            transaction.set_rollback(True)

    jede_folge()
    assert getan.keys() == TATEN.keys(), "Jede Tat muss einmal gelungen sein."


@pytest.mark.parametrize(
    ("modell", "form"), [(Fall, FallAngabenForm), (IMFall, IMAngabenForm), (Ehrenamtliche, AngabenForm)], ids=str
)
def test_was_vergangene_zahlen_aendert_steht_nicht_unter_den_angaben(modell, form):
    """Die zwei Knöpfe: Beginn, Finanzierung und Geburtsdatum ändert nur „Fehler berichtigen“, mit Begründung."""
    assert modell.BERICHTIGT
    assert not set(modell.BERICHTIGT) & set(form.base_fields)
