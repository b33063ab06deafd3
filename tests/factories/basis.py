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

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with im_namen_von(kwargs["traeger"].pk):
            return super()._create(model_class, *args, **kwargs)


def eigen(ziel: str, **mehr):
    """SubFactory mit demselben Träger."""
    return factory.SubFactory(ziel, traeger=factory.SelfAttribute("..traeger"), **mehr)
