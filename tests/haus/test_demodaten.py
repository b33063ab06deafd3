"""Der Befehl `demodaten`: immer dieselben erfundenen Zeilen, nur einmal, nie im Betrieb."""

import hashlib
import os
from datetime import date, datetime

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.db.models import Max

from arge.daten.verschluesselung import VerschluesselterText
from beratung.models import Fall, Kontakt, Person, Zustaendigkeit
from ehrenamt.models import Ehrenamtliche, Einsatz, Projekt, Stunden, Treffen
from finanzen.models import Auszahlung, Beleg, Bescheid, Personalkosten, Projektmittel
from integrationsmanagement.models import Gespraech, IMFall, IMZustaendigkeit, Integrationsplan, Planziel
from tests.factories.basis import im_namen_von, zahlen
from tests.haus.demoregeln import REGELN, geschichte
from tests.uhr import BERLIN
from tests.vorlage import demo, eigene_datenbank, verbunden
from traeger.management.commands.stammdaten import dateien, einspielen
from traeger.models import (
    Abwesenheit,
    Anteilmeldung,
    Aufgabe,
    Benutzer,
    Besetzung,
    Bewilligung,
    Fachkraft,
    Fristberichtigung,
    Mitgliedschaft,
    Netzwerkarbeit,
    Sitzung,
    Tagesordnungspunkt,
    Traeger,
    Vertretung,
)

pytestmark = pytest.mark.django_db

HEUTE = date(2026, 11, 15)
MODELLE = (
    Benutzer, Mitgliedschaft, Fachkraft, Besetzung, Bewilligung, Abwesenheit, Vertretung, Anteilmeldung, Netzwerkarbeit,
    Projekt, Ehrenamtliche, Einsatz, Treffen, Stunden, Person, Fall, Zustaendigkeit, Kontakt, IMFall, IMZustaendigkeit, Gespraech, Integrationsplan, Planziel, Bescheid,
    Auszahlung, Personalkosten, Projektmittel, Beleg, Sitzung, Tagesordnungspunkt, Aufgabe, Fristberichtigung,
)  # fmt: skip
#: Vom Lauf und von der Datenbank abhängig, nicht vom Zufall der Demo.
FLUECHTIG = {"id", "password", "angelegt_am", "absendung"}


def pruefsumme() -> dict[str, str]:
    """Je Modell über alle Zeilen; Verweise als Stelle der Zielzeile, damit Nummernkreise nicht zählen."""
    summen = {modell._meta.label: hashlib.sha256() for modell in MODELLE}
    stelle: dict[type[models.Model], dict[int, int]] = {}
    for traeger in [None, *Traeger.objects.order_by("kuerzel")]:
        with im_namen_von(traeger and traeger.pk):
            for modell in MODELLE:
                zeilen = modell.objects.order_by("pk")
                if any(f.name == "traeger" for f in modell._meta.fields):
                    zeilen = zeilen.filter(traeger=traeger)
                elif traeger is not None:
                    continue
                for zeile in zeilen:
                    nummern = stelle.setdefault(modell, {})
                    nummern[zeile.pk] = len(nummern)
                    summen[modell._meta.label].update(
                        repr([_wert(zeile, feld, stelle) for feld in modell._meta.fields]).encode()
                    )
    return {name: summe.hexdigest() for name, summe in summen.items()}


def _wert(zeile, feld, stelle):
    if feld.name in FLUECHTIG:
        return None
    if isinstance(feld, VerschluesselterText):
        return getattr(zeile, feld.name)
    wert = getattr(zeile, feld.attname)
    if not feld.is_relation or wert is None:
        return wert
    if feld.related_model not in (
        *MODELLE,
        *stelle,
    ):  # Stammdaten: immer dieselben, in der Reihe, in der sie eingespielt werden
        pks = feld.related_model._base_manager.order_by("pk").values_list("pk", flat=True)
        stelle[feld.related_model] = {pk: nummer for nummer, pk in enumerate(pks)}
    if (nummer := stelle[feld.related_model].get(wert)) is not None:
        return nummer
    # Eine gemeinsame Zeile, die erst beim Träger drankommt, den sie nennt (Punkt der Tagesordnung): ihre Stelle unter allen.
    return "alle", list(feld.related_model._base_manager.order_by("pk").values_list("pk", flat=True)).index(wert)


def _ein_lauf(**optionen) -> dict[str, str]:
    """Prüfsummen eines Laufs, danach alles zurückgenommen."""
    with transaction.atomic():
        call_command("demodaten", heute=HEUTE, verbosity=0, **optionen)
        ergebnis = pruefsumme()
        transaction.set_rollback(True)
    return ergebnis


@pytest.fixture(scope="module")
def anderer_lauf(django_db_setup, django_db_blocker):
    """Prüfsumme der Demodaten, die ein eigener Prozess in eine andere Datenbank gelegt hat (vor der Transaktion der Tests)."""
    name = f"test_arge_demo_zweite_{os.getpid()}"
    with django_db_blocker.unblock(), eigene_datenbank(name, demo(HEUTE)), verbunden(name):
        return pruefsumme()


def test_zwei_laeufe_ergeben_dieselben_zeilen(anderer_lauf, db, settings):
    """Auch in zwei Prozessen und zwei Datenbanken."""
    settings.DEMO = True
    einspielen(dateien())
    assert _ein_lauf(jahr=2026) == anderer_lauf


def test_im_betrieb_wird_nichts_erfunden(db):
    einspielen(dateien())
    with pytest.raises(CommandError, match="ARGE_DEMO=1"):
        call_command("demodaten", heute=HEUTE)
    assert not Benutzer.objects.exists()


def verstoesse(heute: date) -> dict[str, list[str]]:
    """Welche Regel über die Demodaten verletzt ist, mit den ersten Beispielen."""
    return {regel.__name__: falsch[:3] for regel in REGELN if (falsch := regel(heute))}


def test_ausdruecklich_auch_ohne_demo_mit_zufaelligem_passwort_und_nur_einmal(db, monkeypatch, capsys, uhr):
    """Um 12:17 ist nichts erfasst, was erst um 16:19 geschieht."""
    monkeypatch.delenv("ARGE_DEMO_PASSWORT", raising=False)
    einspielen(dateien())
    uhr(datetime(2026, 6, 25, 12, 17, tzinfo=BERLIN))
    call_command("demodaten", auch_ohne_demo=True, verbosity=0)
    geschichte(date(2026, 6, 25))
    assert verstoesse(date(2026, 6, 25)) == {}
    passwort = capsys.readouterr().out.split("Passwort: ")[1].splitlines()[0]
    assert authenticate(None, email="leitung@awo.example", password=passwort)
    with zahlen():
        vorher = Stunden.objects.count()
    call_command("demodaten", heute=HEUTE, auch_ohne_demo=True)
    with zahlen():
        assert Stunden.objects.count() == vorher > 1000
    assert "schon da" in capsys.readouterr().out


def test_ohne_stammdaten_sagt_der_befehl_was_fehlt(db, settings):
    settings.DEMO = True
    with pytest.raises(CommandError, match="stammdaten"):
        call_command("demodaten")


@pytest.mark.parametrize("optionen", [{"jahr": 2025}, {"faktor": 0}])
def test_unmoegliche_angaben_werden_abgelehnt(db, settings, optionen):
    settings.DEMO = True
    with pytest.raises(CommandError, match="2026"):
        call_command("demodaten", **optionen)


def test_dreifach_im_spaeteren_jahr_und_mit_fremdem_heute_bis_zum_jahresende(db, settings, uhr):
    """`--faktor` vervielfacht, aber 1:150 und 1:100 bleiben, und jede Regel gilt."""
    settings.DEMO = True
    uhr(date(2028, 3, 1))
    einspielen(dateien())
    call_command("demodaten", jahr=2027, heute=date(2028, 3, 1), faktor=3, verbosity=0)
    geschichte(date(2027, 12, 31))
    assert verstoesse(date(2027, 12, 31)) == {}
    with zahlen():
        letzte = Kontakt.objects.aggregate(Max("am"))["am__max"]
        assert Ehrenamtliche.objects.da_am(date(2027, 12, 31)).count() == 3 * 150
    assert date(2027, 12, 1) < letzte <= date(2027, 12, 31)
