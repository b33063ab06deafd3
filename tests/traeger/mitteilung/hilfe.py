"""Was die Prüfungen der Mitteilungen gemeinsam haben: wer, was in seiner Glocke steht, ein Browser."""

from django.test import Client

from tests.factories import FachkraftFactory, MitgliedschaftFactory
from traeger.begriffe import Bereich, Rolle
from traeger.models import Mitteilung, Mitteilungswahl
from traeger.zugang import technisch, zugang_von


def mitglied(rolle=Rolle.LEITUNG, traeger=None, **mehr):
    """Mitgliedschaft mit `.zugang` und `.browser`."""
    wo = {} if traeger is None and rolle not in {Rolle.KOORDINATION, Rolle.BETRIEB} else {"traeger": traeger}
    wer = MitgliedschaftFactory(rolle=rolle, **wo, **mehr)
    wer.zugang, wer.browser = zugang_von(wer), Client()
    wer.browser.force_login(wer.benutzer)
    return wer


def fachkraft(traeger, **mehr):
    """Fachkraft mit Konto; `.mitglied` ist ihre Mitgliedschaft."""
    wer = mitglied(Rolle.FACHKRAFT, traeger, **mehr)
    kraft = FachkraftFactory(traeger=traeger, benutzer=wer.benutzer)
    kraft.mitglied = wer
    return kraft


def glocke(wer, ungelesen=True):
    """[(Anlass, Sache)] einer Mitgliedschaft, wie sie entstanden."""
    return [(zeile.anlass, zeile.sache) for zeile in zeilen(wer) if zeile.glocke and not (ungelesen and zeile.gelesen_am)]


def zeilen(wer):
    with technisch(Bereich.MITTEILUNGEN):
        return list(Mitteilung.objects.filter(mitgliedschaft=wer.pk).order_by("pk"))


def will(wer, *, glocke=(), email=()):
    """Stellt ein, was dieses Konto haben will."""
    with technisch(Bereich.MITTEILUNGEN):
        Mitteilungswahl.objects.create(benutzer=wer.benutzer, glocke=list(glocke), email=list(email))
