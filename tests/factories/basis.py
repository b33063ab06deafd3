"""Grund der Factories."""

from contextlib import contextmanager

import factory

from traeger import zugang
from traeger.zugang import technisch
from traeger.zugang.grenze import _geltend, nutzlast


@contextmanager
def im_namen_von(traeger_id=None, benutzer_id=None):
    """Voller Zugang eines Trägers, nur zum Anlegen von Testzeilen."""
    with _geltend(nutzlast(traeger=traeger_id, benutzer=benutzer_id, akten=["MBE", "IM"], alle=["konten"])):
        yield


@contextmanager
def zahlen():
    """`zahlen()` wie in einem Auftrag ohne Person: Ohne Zugang sieht auch die Zahlenrolle nichts."""
    with technisch(), zugang.zahlen():
        yield


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
