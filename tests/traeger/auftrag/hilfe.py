"""Was die Prüfungen der Aufträge gemeinsam haben: beauftragen, ausführen, nachsehen."""

from datetime import date

from django.core.files.storage import default_storage

from traeger.auftrag.vorgaenge import auftrag as vorgaenge
from traeger.auftrag.vorgaenge import auftragslauf
from traeger.begriffe import Bereich
from traeger.models import Auftrag, Entwurf
from traeger.zugang import handeln, technisch

HEUTE = date(2026, 3, 2)


def beauftragen(zugang, art="kurz", schluessel="eins", **parameter):
    with handeln(zugang):
        return vorgaenge.auftrag_anlegen(art=art, schluessel=schluessel, parameter=parameter, zugang=zugang)


def ausfuehren(auftrag, am=HEUTE):
    auftragslauf.auftrag_ausfuehren(auftrag_id=auftrag.pk, am=am)
    return stand(auftrag)


def stand(auftrag):
    with technisch(Bereich.AUFTRAEGE):
        return Auftrag.objects.get(pk=auftrag.pk)


def aendern(auftrag, **felder):
    with technisch(Bereich.AUFTRAEGE):
        Auftrag.objects.filter(pk=auftrag.pk).update(**felder)


def wirkungen(zugang):
    with handeln(zugang):
        return Entwurf.objects.filter(benutzer=zugang.benutzer_id).count()


def ablage():
    return default_storage.listdir("auftraege")[1] if default_storage.exists("auftraege") else []
