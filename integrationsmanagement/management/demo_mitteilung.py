"""Erfunden: was in den Glocken steht – Fälle, die kamen, Fristen, die drängen; Älteres ist gelesen."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from arge.zahlen.zeitraum import TAG
from beratung.models import Zustaendigkeit
from beratung.vorgaenge import sache
from integrationsmanagement.models import IMZustaendigkeit
from traeger.begriffe import Anlass, Bereich
from traeger.management.erfunden import Demo
from traeger.management.erfunden import anlegen as massenhaft
from traeger.mitteilung.briefe import Sache
from traeger.mitteilung.vorgaenge import NACHHOLEN, an_fachkraft, empfaenger
from traeger.models import Aufgabe, Mitteilung
from traeger.sitzung import vorgaenge as sitzung
from traeger.zugang import handeln, technisch

#: So viele der neuesten hat noch niemand gelesen; so weit zurück reicht die Glocke.
UNGELESEN, ZURUECK = 3, timedelta(80)
#: Fälle je Fachkraft und Bereich, von denen die Glocke erzählt.
JE_KRAFT = 4


def anlegen(demo: Demo) -> dict[str, int]:
    """Zuletzt: Die Glocke erzählt, was die übrigen Teile angelegt haben. E-Mails gehen keine hinaus."""
    zufall = demo.zufall("mitteilungen")
    alle = (*_fristen(demo), *_aufgaben(demo), *_faelle(demo, zufall))
    zeilen = {(z.benutzer_id, z.mitgliedschaft_id, z.anlass, z.pfad, z.tag): z for z in alle}
    je: dict[int, list[Mitteilung]] = {}
    for zeile in sorted(zeilen.values(), key=lambda z: z.entstanden_am, reverse=True):
        je.setdefault(zeile.mitgliedschaft_id, []).append(zeile)
    for eigene in je.values():
        for zeile in eigene[UNGELESEN:]:
            zeile.gelesen_am = zeile.entstanden_am + timedelta(hours=3)
    with technisch(Bereich.MITTEILUNGEN):
        return {"Mitteilungen": massenhaft(Mitteilung, zeilen.values())}


def _zeilen(demo: Demo, an, anlass: Anlass, worum: Sache, tag: date, um: datetime) -> Iterator[Mitteilung]:
    if an is None:
        return
    with technisch(Bereich.KONTEN, Bereich.MITTEILUNGEN):
        wer = empfaenger(an, worum, None, demo.ende)
    for m in wer:
        yield Mitteilung(
            benutzer_id=m.benutzer_id, mitgliedschaft=m, anlass=anlass, sache=worum.name, pfad=worum.pfad, tag=tag,
            entstanden_am=um,
        )  # fmt: skip


def _fristen(demo: Demo) -> Iterator[Mitteilung]:
    """Was der Lauf an jedem der letzten Morgen gemeldet hätte; der von heute kommt noch."""
    for name in settings.FRISTEN:
        for frist in import_string(name)(ab=demo.letzter - NACHHOLEN, bis=demo.letzter):
            spaet = frist.tag < demo.letzter
            um = timezone.make_aware(datetime.combine(frist.tag + TAG * spaet, time(6, 10)))
            for an in frist.an:
                yield from _zeilen(demo, an, Anlass.UEBERFAELLIG if spaet else Anlass.FAELLIG, frist.sache, frist.tag, um)


def _aufgaben(demo: Demo) -> Iterator[Mitteilung]:
    for aufgabe in Aufgabe.objects.filter(erledigt_am__isnull=True, angelegt_am__date__gte=demo.ende - ZURUECK):
        tag = timezone.localdate(aufgabe.angelegt_am)
        wer, worum = sitzung.verantwortlich(aufgabe), sitzung.sache(aufgabe)
        yield from _zeilen(demo, wer, Anlass.ZUGEWIESEN, worum, tag, aufgabe.angelegt_am)


def _faelle(demo: Demo, zufall: Random) -> Iterator[Mitteilung]:
    """Die jüngsten Zuständigkeiten jeder Fachkraft: die ersten eines Falls zugewiesen, spätere übergeben."""
    for kuerzel, kraefte in demo.kraefte.items():
        for modell in (Zustaendigkeit, IMZustaendigkeit):
            with handeln(demo.leitung[kuerzel]):
                offen = modell.objects.filter(traeger=demo.traeger[kuerzel], bis__isnull=True, von__lte=demo.letzter)
                offen = offen.filter(von__gte=demo.ende - ZURUECK).select_related("fall").order_by("-von", "-pk")
                je = [(k.fachkraft, list(offen.filter(fachkraft=k.fachkraft)[:JE_KRAFT])) for k in kraefte]
            for kraft, zeilen in je:
                for zeile in zeilen:
                    anlass = Anlass.ZUGEWIESEN if zeile.von == zeile.fall.begonnen_am else Anlass.UEBERGEBEN
                    um = demo.zeitpunkt(zufall, zeile.von)
                    yield from _zeilen(demo, an_fachkraft(kraft), anlass, sache(zeile.fall), zeile.von, um)
