"""Wer an dem Tag da war: Was auf eine Fachkraft oder einen Standort zeigt und einen Tag hat, liegt in deren Zeit – in der Datenbank.

Die Modelle zählen sich selbst auf. Ein neues braucht hier eine Gegenprobe (eine Zeile von … bis) oder einen Grund.
"""

from datetime import date

import pytest
from django.db import IntegrityError, connection, models, transaction

from beratung.models import Zustaendigkeit
from integrationsmanagement.models import IMZustaendigkeit
from tests.factories import (
    BesetzungFactory,
    FachkraftFactory,
    FallFactory,
    GespraechFactory,
    IMFallFactory,
    KontaktFactory,
    StandortFactory,
    StellenanteilFactory,
)
from tests.factories.basis import im_namen_von, setzen
from tests.factories.traeger import AbwesenheitFactory, VertretungFactory
from traeger.models import BerichtigungBasis, Fachkraft, Standort
from traeger.models.basis import haengt_an
from traeger.zugang import technisch

pytestmark = pytest.mark.django_db

VON, BIS = date(2026, 2, 1), date(2026, 6, 30)
DAVOR, DANACH = date(2026, 1, 31), date(2026, 7, 1)
DARIN = (date(2026, 3, 2), date(2026, 6, 29))


def zustaendigkeit(modell, fall):
    def bauen(kraft, von, bis):
        with im_namen_von(kraft.traeger_id):
            akte = fall(traeger=kraft.traeger, begonnen_am=date(2025, 1, 1))
            return modell.objects.create(traeger=kraft.traeger, fall=akte, fachkraft=kraft, von=von, bis=bis)

    return bauen


def gespraech(factory):
    return lambda kraft, von, bis: [factory(traeger=kraft.traeger, fachkraft=kraft, am=am) for am in (von, bis)][-1]


def besetzung(kraft, von, bis):
    stelle = StellenanteilFactory(traeger=kraft.traeger, von=date(2020, 1, 1))
    return BesetzungFactory(traeger=kraft.traeger, fachkraft=kraft, stellenanteil=stelle, von=von, bis=bis)


def vertretung(kraft, von, bis):
    fehlt = AbwesenheitFactory(traeger=kraft.traeger, von=date(2026, 1, 1), bis=date(2026, 12, 31))
    return VertretungFactory(traeger=kraft.traeger, abwesenheit=fehlt, fachkraft=kraft, von=von, bis=bis)


def vertreten(kraft, von, bis):
    fehlt = AbwesenheitFactory(traeger=kraft.traeger, fachkraft=kraft, von=von, bis=bis)
    return VertretungFactory(traeger=kraft.traeger, abwesenheit=fehlt, von=von, bis=bis)


#: Verweis auf eine Fachkraft → die Zeile, die von … bis gilt (ein Gespräch: an beiden Tagen).
FACHKRAFT = {
    "traeger.Besetzung.fachkraft": besetzung,
    "traeger.Abwesenheit.fachkraft": lambda kraft, von, bis: AbwesenheitFactory(traeger=kraft.traeger, fachkraft=kraft, von=von, bis=bis),
    "traeger.Vertretung.fachkraft": vertretung,
    "traeger.Vertretung.vertreten": vertreten,
    "beratung.Zustaendigkeit.fachkraft": zustaendigkeit(Zustaendigkeit, FallFactory),
    "beratung.Kontakt.fachkraft": gespraech(KontaktFactory),
    "integrationsmanagement.IMZustaendigkeit.fachkraft": zustaendigkeit(IMZustaendigkeit, IMFallFactory),
    "integrationsmanagement.Gespraech.fachkraft": gespraech(GespraechFactory),
}  # fmt: skip
#: Verweis auf einen Standort → Gegenprobe wie oben, oder warum es keine gibt.
STANDORT = {
    "traeger.Stellenanteil.standort": lambda ort, von, bis: StellenanteilFactory(standort=ort, von=von, bis=bis),
    "traeger.Standort.vorgaenger": "Der neue Ort beginnt, wenn der alte endet; das schreibt der Umzug selbst.",
    "ehrenamt.Projekt.standort": "Ein Projekt behält den Ort, an dem es war; zieht er um oder schließt er, ordnet es sein Träger. Wer"
    " schließt, wird danach gefragt (StandortForm).",
}  # fmt: skip
#: Ein laufender Anteil bleibt am alten Ort stehen, bis die Stadt ihn umstellt (Umzug): Nur sein Beginn liegt in der Datenbank fest.
NUR_BEGINN = {"traeger.Stellenanteil.standort"}


def mit_tag(modell):
    """Verweise auf dieses Modell aus Tabellen, die einen Tag nennen."""
    return {
        f"{m._meta.label}.{feld}"
        for m, feld in haengt_an(modell)
        if any(type(f) is models.DateField for f in m._meta.concrete_fields) and not issubclass(m, BerichtigungBasis)
    }


def test_jedes_modell_mit_tag_hat_eine_gegenprobe_oder_einen_grund():
    assert mit_tag(Fachkraft) == FACHKRAFT.keys()
    assert mit_tag(Standort) == STANDORT.keys()


@pytest.fixture
def kraft(uhr):
    uhr(date(2026, 11, 22))
    return FachkraftFactory(beschaeftigt_von=VON, beschaeftigt_bis=BIS)


def abgewiesen(tun):
    with pytest.raises(IntegrityError) as fehler, transaction.atomic():
        tun()
    assert (fehler.value.__cause__.diag.constraint_name or "").startswith("regel_"), fehler.value


@pytest.mark.parametrize("verweis", sorted(FACHKRAFT))
@pytest.mark.parametrize(("von", "bis"), [(DAVOR, BIS), (VON, DANACH)])
def test_keine_zeile_liegt_ausserhalb_der_beschaeftigung(kraft, verweis, von, bis):
    abgewiesen(lambda: FACHKRAFT[verweis](kraft, von, bis))


@pytest.mark.parametrize("verweis", sorted(FACHKRAFT))
def test_keine_zeile_wandert_hinaus_und_keine_beschaeftigung_darunter_weg(kraft, verweis):
    """Von beiden Seiten: die Zeile ändern, oder die Beschäftigung."""
    zeile = FACHKRAFT[verweis](kraft, *DARIN)
    felder = {f.name for f in zeile._meta.concrete_fields}
    hinaus = [{"am": DAVOR}, {"am": DANACH}] if "am" in felder else [{"von": DAVOR}, {"bis": DANACH}]
    with im_namen_von(kraft.traeger_id):
        for werte in hinaus:
            abgewiesen(lambda werte=werte: type(zeile).objects.filter(pk=zeile.pk).update(**werte))
        for werte in ({"beschaeftigt_von": date(2026, 3, 3)}, {"beschaeftigt_bis": date(2026, 6, 28)}):
            abgewiesen(lambda werte=werte: Fachkraft.objects.filter(pk=kraft.pk).update(**werte))
        Fachkraft.objects.filter(pk=kraft.pk).update(
            beschaeftigt_von=DARIN[0], beschaeftigt_bis=DARIN[1]
        )  # genau so geht es


@pytest.mark.parametrize("verweis", [v for v in sorted(FACHKRAFT) if "ustaendigkeit" in v])
def test_ohne_ende_heisst_bis_auf_weiteres_und_zaehlt_bis_heute(kraft, uhr, verweis):
    """Wer befristet da ist, bekommt einen Fall ohne Ende; nach dem letzten Tag beginnt und läuft keiner mehr."""
    uhr(BIS)
    zeile = FACHKRAFT[verweis](kraft, VON, None)
    uhr(DANACH)
    abgewiesen(lambda: FACHKRAFT[verweis](kraft, VON, None))
    with im_namen_von(kraft.traeger_id):
        type(zeile).objects.filter(pk=zeile.pk).update(bis=BIS)
        abgewiesen(lambda: type(zeile).objects.filter(pk=zeile.pk).update(bis=None))
        Fachkraft.objects.filter(pk=kraft.pk).update(beschaeftigt_bis=None)
        type(zeile).objects.filter(pk=zeile.pk).update(bis=None)
        Fachkraft.objects.filter(pk=kraft.pk).update(beschaeftigt_bis=DANACH)  # heute ist ihr letzter Tag
        abgewiesen(lambda: Fachkraft.objects.filter(pk=kraft.pk).update(beschaeftigt_bis=BIS))


def test_wo_eine_fachkraft_arbeitet_sagt_keine_meldung_einem_anderen_traeger(kraft, uhr):
    """Selbst gerufen sieht die Prüfung unter fremdem Zugang keine Beschäftigung; die über alle Träger nennt keinen Tag."""
    uhr(BIS)
    FACHKRAFT["beratung.Zustaendigkeit.fachkraft"](kraft, VON, None)
    uhr(DANACH)
    fremd = FachkraftFactory()
    with im_namen_von(fremd.traeger_id), connection.cursor() as cursor:
        cursor.execute("select beschaeftigung_pruefen(%s, '1900-01-01', '1900-01-01', false, 'x')", [kraft.pk])
        with pytest.raises(IntegrityError) as fehler, transaction.atomic():
            cursor.execute("select beratung_je_kraft_pruefen(%s)", [kraft.pk])
    assert fehler.value.__cause__.diag.message_primary == "Das liegt nicht in der Beschäftigung der Fachkraft."


@pytest.mark.parametrize("verweis", sorted(v for v, probe in STANDORT.items() if callable(probe)))
def test_an_einem_standort_beginnt_nur_etwas_solange_es_ihn_gibt(verweis):
    ort = StandortFactory(von=VON, bis=BIS)
    for von, bis in ((DAVOR, BIS), (DANACH, None), *(() if verweis in NUR_BEGINN else ((VON, DANACH),))):
        abgewiesen(lambda von=von, bis=bis: STANDORT[verweis](ort, von, bis))
    zeile = STANDORT[verweis](ort, VON, BIS)
    abgewiesen(lambda: setzen(zeile, von=DAVOR))
    with technisch():
        for werte in ({"von": date(2026, 2, 2)}, {"von": date(2025, 1, 1), "bis": DAVOR}):
            abgewiesen(lambda werte=werte: Standort.objects.filter(pk=ort.pk).update(**werte))
