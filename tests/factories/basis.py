"""Grund der Factories."""

from contextlib import contextmanager

import factory

from traeger import zugang
from traeger.models import Benutzer
from traeger.zugang import technisch
from traeger.zugang.grenze import TECHNISCH, _geltend, nutzlast


@contextmanager
def im_namen_von(traeger_id=None, benutzer_id=None):
    """Voller Zugang eines Trägers, nur zum Anlegen von Testzeilen."""
    with _geltend(nutzlast(traeger=traeger_id, benutzer=benutzer_id, rolle=TECHNISCH, akten=["MBE", "IM"], alle=["konten"])):
        yield


def anlegen(modell, **felder):
    """Eine gemeinsame Zeile, für die es keine Factory gibt."""
    with technisch():
        return modell.objects.create(**felder)


def setzen(zeile, **felder):
    """Felder einer gemeinsamen Zeile oder eines Kontos, an Formular und Vorgang vorbei."""
    with technisch(benutzer_id=zeile.pk if isinstance(zeile, Benutzer) else None):
        type(zeile).objects.filter(pk=zeile.pk).update(**felder)


@contextmanager
def zahlen():
    """`zahlen()` wie in einem Auftrag ohne Person: Ohne Zugang sieht auch die Zahlenrolle nichts."""
    with technisch(), zugang.zahlen():
        yield


def abhaengig(zeile, wie):
    """Die erste Zeile, die an dieser hängt, im Namen ihres Trägers gelesen."""
    with im_namen_von(zeile.traeger_id):
        return getattr(zeile, wie).first()


class GemeinsamFactory(factory.django.DjangoModelFactory):
    """Legt eine Zeile ohne Mandant an: technisch, denn ohne Zugang schreibt die Anwendungsrolle auch hier nicht."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with technisch():
            return super()._create(model_class, *args, **kwargs)


class MandantFactory(factory.django.DjangoModelFactory):
    """Legt die Zeile im Namen ihres Trägers an; Unterzeilen bekommen denselben Träger."""

    class Meta:
        abstract = True

    traeger = factory.SubFactory("tests.factories.traeger.TraegerFactory")

    #: {Angabe: Funktion (Zeile, Wert, alle Angaben)}: was in einer eigenen Tabelle steht, als Angabe der Zeile.
    _zeilen = {}
    #: Spalten, die die Datenbank daraus rechnet.
    _gerechnet = ()

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        daneben = {name: kwargs.pop(name) for name in cls._zeilen if name in kwargs}
        with im_namen_von(kwargs["traeger"].pk):
            zeile = super()._create(model_class, *args, **kwargs)
            for name, wert in daneben.items():
                if wert is not None:
                    cls._zeilen[name](zeile, wert)
            if daneben and cls._gerechnet:
                zeile.refresh_from_db(fields=cls._gerechnet)
            return zeile


def eigen(ziel: str, **mehr):
    """SubFactory mit demselben Träger."""
    return factory.SubFactory(ziel, traeger=factory.SelfAttribute("..traeger"), **mehr)
