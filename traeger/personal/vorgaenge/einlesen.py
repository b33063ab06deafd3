"""Besetzungshistorie einlesen: prüfen und zeigen, dann als Ganzes übernehmen oder verwerfen – genau einmal (Fachmodell 6)."""

import hashlib
import logging
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from arge.daten.schreiben import aendern, einmal_anlegen, gesperrt
from arge.daten.suche import namensschluessel, suchform
from arge.seite.einlesen import Tabelle, zeilen_pruefen
from arge.seite.einlesen import lesen as mappe_lesen
from arge.zahlen.format import datum
from arge.zahlen.zeitraum import Zeitraum
from traeger.begriffe import IMPORT_FRIST, ImportStand, Qualifikation
from traeger.models import Besetzung, Fachkraft, Importlauf, Stellenanteil, Traeger
from traeger.personal.regeln import Belegung, Fund, Rahmen, pruefe_besetzung
from traeger.personal.resources import BesetzungZeile, Zeile
from traeger.zugang import Zugang, wartung

log = logging.getLogger("arge.einlesen")
ART = "besetzung"


@dataclass
class Pruefung:
    """Was in der Datei steht: gute Zeilen mit ihrem Stand, Funde je falscher Zeile."""

    anzahl: int
    funde: list[Fund]
    hinweise: list[str] = field(default_factory=list)
    neu: list[tuple[Zeile, Fachkraft | None]] = field(default_factory=list)
    unveraendert: list[Zeile] = field(default_factory=list)

    @property
    def zeilen_falsch(self) -> int:
        return len({fund.zeile for fund in self.funde})

    @property
    def neue_kraefte(self) -> int:
        return len({zeile.person for zeile, kraft in self.neu if kraft is None})


def lesen(inhalt: bytes) -> Tabelle:
    """Die hochgeladene Mappe, genau einmal; ValidationError, wenn sie sich gar nicht lesen lässt."""
    return mappe_lesen(inhalt, BesetzungZeile.spalten())


def pruefen(tabelle: Tabelle, *, durch: Zugang) -> Pruefung:
    """Die gelesene Datei gegen den jetzigen Stand des Trägers."""
    anteile = {a.kuerzel.casefold(): a for a in Stellenanteil.objects.filter(traeger=durch.traeger_id)}
    gelesen = zeilen_pruefen(tabelle, BesetzungZeile(anteile))
    pruefung = Pruefung(gelesen.anzahl, [Fund(*fund) for fund in gelesen.funde], gelesen.hinweise)
    besetzungen = list(Besetzung.objects.fuer(durch).select_related("stellenanteil", "fachkraft"))
    zeilen = [Zeile(nummer, **werte) for nummer, werte in gelesen.zeilen]
    _zuordnen(pruefung, zeilen, list(Fachkraft.objects.fuer(durch)), besetzungen)
    pruefung.funde = sorted(pruefung.funde + _zusammen(pruefung.neu, besetzungen))
    return pruefung


def _zuordnen(pruefung: Pruefung, zeilen: list[Zeile], kraefte: list[Fachkraft], besetzungen: list[Besetzung]) -> None:
    """Wer schon da ist, was unverändert ist; Angaben zur selben Beschäftigung müssen zusammenpassen.

    Gleicher Name ab demselben Tag ist dieselbe Fachkraft, gleicher Name ab einem späteren Tag nach dem Ende ein Wiedereintritt.
    Überschneiden sich zwei Beschäftigungen eines Namens, entscheidet der Mensch: Schreibfehler oder zwei Namensgleiche.
    """
    schon = {(b.stellenanteil_id, b.fachkraft_id, b.vzae, b.von, b.bis) for b in besetzungen}
    bekannt: dict[tuple[str, ...], list[Zeile | Fachkraft]] = defaultdict(list)
    for kraft in kraefte:
        bekannt[namensschluessel(kraft.nachname, kraft.vorname)].append(kraft)
    for zeile in zeilen:
        gleiche = bekannt[zeile.name]
        muster = next((m for m in gleiche if m.beschaeftigt_von == zeile.beschaeftigt_von), None)
        if muster is None:
            if fund := _namensgleich(zeile, gleiche):
                pruefung.funde.append(fund)
                continue
            if gleiche:
                pruefung.hinweise.append(
                    f"Zeile {zeile.nummer}: {zeile} fängt am {datum(zeile.beschaeftigt_von)} wieder an und wird als neue Fachkraft angelegt."
                )
            gleiche.append(muster := zeile)
        elif fund := _widerspruch(zeile, muster):
            pruefung.funde.append(fund)
            continue
        elif (suchform(muster.nachname), suchform(muster.vorname)) != zeile.schreibweise:
            pruefung.hinweise.append(f"Zeile {zeile.nummer}: „{zeile}“ gilt als {muster} ({_woher(muster)}).")
        kraft = muster if isinstance(muster, Fachkraft) else None
        if kraft and (zeile.stellenanteil.pk, kraft.pk, zeile.vzae, zeile.von, zeile.bis) in schon:
            pruefung.unveraendert.append(zeile)
        else:
            pruefung.neu.append((zeile, kraft))


def _woher(muster: Zeile | Fachkraft) -> str:
    return f"Zeile {muster.nummer}" if isinstance(muster, Zeile) else "eingetragen"


def _fund(zeile: Zeile, name: str, dort: str, hier: str, woher: str, rat: str = "") -> Fund:
    spalte = str(BesetzungZeile.base_fields[name].label)
    return Fund(zeile.nummer, spalte, f"Bei {zeile} steht für „{spalte}“ {dort} ({woher}), hier {hier}.{rat}")


def _namensgleich(zeile: Zeile, gleiche: list[Zeile | Fachkraft]) -> Fund | None:
    """Zwei Beschäftigungen desselben Namens zur selben Zeit: Das ist ein Schreibfehler, oder es sind zwei Menschen."""
    for andere in gleiche:
        if Zeitraum(andere.beschaeftigt_von, andere.beschaeftigt_bis).ueberschneidet(zeile.beschaeftigung):
            rat = (
                " Ist es dieselbe Person? Dann gleichen Sie die Tage an. Sind es zwei Menschen mit gleichem Namen? Dann unterscheiden Sie sie,"
                " zum Beispiel mit dem zweiten Vornamen."
            )
            tage = datum(andere.beschaeftigt_von), datum(zeile.beschaeftigt_von)
            return _fund(zeile, "beschaeftigt_von", *tage, _woher(andere), rat)
    return None


def _widerspruch(zeile: Zeile, muster: Zeile | Fachkraft) -> Fund | None:
    worte = {
        "beschaeftigt_bis": lambda wert: datum(wert) if wert else "offen",
        "qualifikation": lambda wert: Qualifikation(wert).label,
    }
    for name, wort in worte.items():
        dort, hier = getattr(muster, name), getattr(zeile, name)
        if hier != dort:
            return _fund(zeile, name, wort(dort), wort(hier), _woher(muster))
    return None


def _zusammen(neu: list[tuple[Zeile, Fachkraft | None]], besetzungen: list[Besetzung]) -> list[Fund]:
    """Alle neuen Zeilen miteinander und mit dem, was schon eingetragen ist."""
    anteile = {z.stellenanteil.pk: z.stellenanteil for z, _ in neu} | {
        b.stellenanteil_id: b.stellenanteil for b in besetzungen
    }
    personen = {kraft.pk if kraft else zeile.person: kraft or zeile for zeile, kraft in neu}
    personen |= {b.fachkraft_id: b.fachkraft for b in besetzungen}
    belegungen = [Belegung(None, b.stellenanteil_id, b.fachkraft_id, b.vzae, Zeitraum(b.von, b.bis)) for b in besetzungen]
    belegungen += [Belegung(z.nummer, z.stellenanteil.pk, k.pk if k else z.person, z.vzae, z.zeitraum) for z, k in neu]
    return pruefe_besetzung(
        belegungen,
        {pk: Rahmen(a.kuerzel, Zeitraum(a.von, a.bis), a.vzae) for pk, a in anteile.items()},
        {wer: Rahmen(str(p), Zeitraum(p.beschaeftigt_von, p.beschaeftigt_bis)) for wer, p in personen.items()},
    )


@transaction.atomic
def hochladen(*, inhalt: bytes, dateiname: str, absendung, durch: Zugang) -> Importlauf:
    """Datei lesen, prüfen und ablegen, was darin stand; dieselbe Absendung liefert den schon angelegten Lauf.

    Die Mappe selbst bleibt nicht: Vorschau, Fehlerliste und Übernahme nehmen die gelesene Tabelle, statt sie jedes Mal neu
    zu öffnen.
    """
    schon = Importlauf.objects.fuer(durch).filter(absendung=absendung).first()
    if schon:  # vor dem Prüfen: ein Doppelklick auf 5.000 Zeilen kostet nichts
        return schon
    tabelle = lesen(inhalt)
    pruefung, abgelegt = pruefen(tabelle, durch=durch), tabelle.als_json()
    lauf = Importlauf(
        traeger_id=durch.traeger_id, art=ART, dateiname=dateiname[-120:], pruefsumme=hashlib.sha256(abgelegt).hexdigest(),
        zeilen=pruefung.anzahl, zeilen_falsch=pruefung.zeilen_falsch, hochgeladen_von_id=durch.benutzer_id, absendung=absendung,
    )  # fmt: skip
    lauf.datei.save("besetzung.json", ContentFile(abgelegt), save=False)
    try:
        gespeichert, ist_neu = einmal_anlegen(lauf)
    except BaseException:
        lauf.datei.delete(save=False)
        raise
    if not ist_neu:
        lauf.datei.delete(save=False)
    return gespeichert


def tabelle_von(lauf: Importlauf) -> Tabelle:
    """Was in der Datei stand, unverändert; ValidationError, wenn die Ablage es nicht mehr hat oder es ein anderes ist."""
    try:
        with lauf.datei.open("rb") as datei:
            inhalt = datei.read()
    except OSError as fehler:
        raise ValidationError("Die Datei ist nicht mehr da. Laden Sie sie noch einmal hoch.") from fehler
    if hashlib.sha256(inhalt).hexdigest() != lauf.pruefsumme:
        raise ValidationError("Die abgelegte Datei ist nicht mehr dieselbe. Laden Sie sie noch einmal hoch.")
    return Tabelle.aus_json(inhalt)


@transaction.atomic
def uebernehmen(*, lauf: Importlauf, jetzt: datetime, durch: Zugang) -> int:
    """Alles oder nichts, nach erneuter Prüfung; wer es noch einmal versucht, ändert nichts. Gibt die neuen Zeilen zurück."""
    stand = gesperrt(lauf)
    if stand.stand == ImportStand.UEBERNOMMEN:
        return 0
    if stand.stand != ImportStand.GEPRUEFT:
        raise ValidationError(f"Diese Datei ist {stand.get_stand_display()}. Laden Sie sie noch einmal hoch.")
    pruefung = pruefen(tabelle_von(stand), durch=durch)
    if pruefung.funde:
        raise ValidationError(f"{pruefung.zeilen_falsch} Zeilen sind falsch. Übernommen wird nur eine Datei ohne Fehler.")
    neue = {zeile.person: _kraft(zeile, durch) for zeile, kraft in pruefung.neu if kraft is None}
    Fachkraft.objects.bulk_create(neue.values())
    Besetzung.objects.bulk_create(
        (
            Besetzung(
                traeger_id=durch.traeger_id, stellenanteil=zeile.stellenanteil, fachkraft=kraft or neue[zeile.person],
                vzae=zeile.vzae, von=zeile.von, bis=zeile.bis,
            )
            for zeile, kraft in pruefung.neu
        ),
        batch_size=2000,
    )  # fmt: skip
    _entscheiden(stand, ImportStand.UEBERNOMMEN, jetzt, durch, zeilen_falsch=0)
    return len(pruefung.neu)


def _kraft(zeile: Zeile, durch: Zugang) -> Fachkraft:
    return Fachkraft(
        traeger_id=durch.traeger_id, nachname=zeile.nachname, vorname=zeile.vorname, qualifikation=zeile.qualifikation,
        beschaeftigt_von=zeile.beschaeftigt_von, beschaeftigt_bis=zeile.beschaeftigt_bis,
    )  # fmt: skip


@transaction.atomic
def verwerfen(*, lauf: Importlauf, jetzt: datetime, durch: Zugang) -> None:
    """Nichts wird übernommen, die Datei gelöscht; zweimal Verwerfen ist einmal."""
    stand = gesperrt(lauf)
    if stand.stand == ImportStand.UEBERNOMMEN:
        raise ValidationError("Diese Datei ist schon übernommen.")
    if stand.stand == ImportStand.GEPRUEFT:
        _entscheiden(stand, ImportStand.VERWORFEN, jetzt, durch)


def importe_ablaufen(*, jetzt: datetime) -> int:
    """Dateien, über die niemand entschieden hat, nach ihrer Frist löschen; die Zeile bleibt und sagt es. Wie viele es waren."""
    anzahl = 0
    for traeger in Traeger.objects.values_list("pk", flat=True):
        with wartung(traeger_id=traeger):
            alte = Importlauf.objects.filter(
                traeger=traeger, stand=ImportStand.GEPRUEFT, hochgeladen_am__lt=jetzt - IMPORT_FRIST
            )
            for lauf in alte:
                stand = gesperrt(lauf)
                if stand.stand == ImportStand.GEPRUEFT:  # gerade hat doch noch jemand entschieden
                    _entscheiden(stand, ImportStand.ABGELAUFEN, jetzt, None)
                    anzahl += 1
    return anzahl


def _entscheiden(lauf: Importlauf, stand: ImportStand, jetzt: datetime, durch: Zugang | None, **felder) -> None:
    """Stand festhalten; die Datei mit den Namen geht, sobald das festgeschrieben ist."""
    aendern(lauf, stand=stand, entschieden_am=jetzt, entschieden_von_id=durch and durch.benutzer_id, **felder)
    transaction.on_commit(partial(_datei_loeschen, lauf))


def _datei_loeschen(lauf: Importlauf) -> None:
    try:
        lauf.datei.storage.delete(lauf.datei.name)
    except OSError:
        log.exception("Die Datei des Imports %d ließ sich nicht löschen.", lauf.pk)
