"""Erfunden: ein Ende der Kommunikationsvereinbarung und eine quittierte Warnung mit Notiz (Fachmodell 1)."""

from arge.zahlen.zeitraum import monate_spaeter, monatsende
from traeger.begriffe import WarnungArt
from traeger.management.erfunden import Demo, kennung
from traeger.management.erfunden import anlegen as massenhaft
from traeger.models import Vereinbarung, Warnmeldung
from traeger.warnung.kennzahlen import lage_fuer
from traeger.zugang import handeln, technisch

#: Das Konzept nennt kein Ende; fünf Monate nach dem letzten Tag der Daten ist die Sechs-Monats-Stufe erreicht.
MONATE = 5
NOTIZ = "Die Diözese bewilligt die Aufstockung um 0,05 VZÄ nach; der Bescheid soll im ersten Quartal kommen."


def anlegen(demo: Demo) -> dict[str, int]:
    """Nach Stellen, Besetzung und Bescheiden: Quittiert wird, was daraus wirklich folgt."""
    with technisch():
        ende = monatsende(monate_spaeter(demo.ende, MONATE))
        Vereinbarung.objects.filter(kuerzel="kommunikationsvereinbarung").update(bis=ende)
    zugang, zufall = demo.leitung["caritas"], demo.zufall("warnung")
    with handeln(zugang):
        zeilen = [
            Warnmeldung(
                traeger_id=w.traeger_id, art=w.art, schluessel=w.schluessel, faellig_am=w.faellig_am, notiz=NOTIZ,
                quittiert_am=demo.zeitpunkt(zufall, demo.ende), quittiert_von_id=zugang.benutzer_id, absendung=kennung(zufall),
            )
            for w in lage_fuer(zugang, demo.ende).warnungen if w.art == WarnungArt.UEBER_BEWILLIGT
        ]  # fmt: skip
        return {"Quittungen": massenhaft(Warnmeldung, zeilen)}
