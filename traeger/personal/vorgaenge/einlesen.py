"""Besetzungshistorie einlesen: prüfen und zeigen, dann als Ganzes übernehmen oder verwerfen – genau einmal (Fachmodell 6)."""

import hashlib
import logging
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from arge.betrieb.ablage import loeschen
from arge.daten.absage import Verboten
from arge.daten.schreiben import aendern, gesperrt
from arge.daten.suche import namensschluessel, suchform
from arge.seite.einlesen import Tabelle, zeilen_pruefen
from arge.seite.einlesen import lesen as mappe_lesen
from arge.zahlen.format import datum
from arge.zahlen.zeitraum import Zeitraum
from traeger.auftrag.vorgaenge.virenpruefung import ablegen
from traeger.begriffe import IMPORT_FRIST, IMPORT_OFFEN, Anlass, Bereich, ImportStand, Qualifikation, Recht, Virenstand
from traeger.mitteilung.briefe import Sache
from traeger.mitteilung.vorgaenge import mitteilen
from traeger.models import Besetzung, Fachkraft, Importlauf, Stellenanteil, Traeger
from traeger.personal.regeln import Belegung, Fund, Rahmen, pruefe_besetzung
from traeger.personal.resources import BesetzungZeile, Zeile
from traeger.stellen.vorgaenge.stellen import nacheinander
from traeger.zugang import Zugang, ohne_zugang, technisch, wartung

log = logging.getLogger("arge.einlesen")
ART = "besetzung"
#: So oft wird niemand eingestellt; mehr Beschäftigungen eines Namens sind ein Fehler, und jede mit jeder zu vergleichen hielte alle auf.
JE_NAME = 50
NOCH_NICHT = "Die Datei wird noch auf Schadsoftware geprüft. Bitte warten Sie einen Moment."


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
            if len(gleiche) >= JE_NAME:
                satz = f"Für {zeile} stehen schon {JE_NAME} Beschäftigungen da. Bitte prüfen Sie die Datei."
                pruefung.funde.append(Fund(zeile.nummer, str(BesetzungZeile.base_fields["beschaeftigt_von"].label), satz))
                continue
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
    zu öffnen. Ist eine Virenprüfung eingerichtet, wartet die ungeöffnete Mappe auf sie, und `gepruefte_lesen` macht weiter.
    """
    schon = Importlauf.objects.fuer(durch).filter(absendung=absendung).first()
    if schon:  # vor dem Prüfen: ein Doppelklick auf 5.000 Zeilen kostet nichts
        return schon
    lauf = Importlauf(
        traeger_id=durch.traeger_id, art=ART, dateiname=dateiname[-120:], hochgeladen_von_id=durch.benutzer_id, absendung=absendung,
    )  # fmt: skip
    name, ablage = "besetzung.xlsx", inhalt
    if lauf.ist_frei:
        name, ablage = "besetzung.json", _gelesen(lauf, inhalt, durch)
    else:
        lauf.stand = ImportStand.HOCHGELADEN
    lauf.pruefsumme = hashlib.sha256(ablage).hexdigest()
    return ablegen(lauf, name=name, inhalt=ContentFile(ablage))[0]


def _gelesen(lauf: Importlauf, inhalt: bytes, durch: Zugang) -> bytes:
    """Öffnet die Mappe – nur hier –, zählt ihre Zeilen und gibt zurück, was statt ihrer in die Ablage kommt."""
    tabelle = lesen(inhalt)
    pruefung = pruefen(tabelle, durch=durch)
    lauf.stand, lauf.zeilen, lauf.zeilen_falsch = ImportStand.GEPRUEFT, pruefung.anzahl, pruefung.zeilen_falsch
    return tabelle.als_json()


def gepruefte_lesen(*, jetzt: datetime) -> int:
    """Mappen öffnen, die die Virenprüfung hinter sich haben; wie viele es waren. Läuft neben der Anfrage, darf zweimal laufen."""
    fertig = Q(stand=ImportStand.HOCHGELADEN, viren_stand=Virenstand.SAUBER)
    with technisch(Bereich.AUFTRAEGE):
        offen = list(Importlauf.objects.filter(fertig, art=ART).order_by("pk").values_list("pk", "traeger"))
    for pk, traeger_id in offen:
        with wartung(traeger_id=traeger_id):
            lauf = gesperrt(Importlauf(pk=pk))
            if lauf.stand == ImportStand.HOCHGELADEN:  # ein anderer Worker war schneller, oder jemand hat sie verworfen
                _nachlesen(lauf, jetzt)
    return len(offen)


def _nachlesen(lauf: Importlauf, jetzt: datetime) -> None:
    """Was sonst als Satz im Formular stünde, steht danach an der Zeile."""
    mappe = lauf.datei.name
    durch = replace(ohne_zugang(lauf.hochgeladen_von_id), traeger_id=lauf.traeger_id)
    try:
        with transaction.atomic(), lauf.datei.open("rb") as datei:
            ablage = _gelesen(lauf, datei.read(), durch)
    except OSError:
        _abweisen(lauf, "Die Datei ist nicht mehr da. Laden Sie sie noch einmal hoch.", jetzt)
    except ValidationError as fehler:
        _abweisen(lauf, " ".join(fehler.messages), jetzt)
    except DatabaseError:
        raise  # sagt nichts über die Datei; der Kehrer versucht es wieder
    except Exception:  # eine fremde Mappe kann den Leser an jeder Stelle stolpern lassen und darf nicht ewig wiederkommen
        log.exception("Die Datei des Imports %d ließ sich nicht lesen.", lauf.pk)
        _abweisen(
            lauf,
            "Die Datei lässt sich nicht lesen. Speichern Sie sie in Excel neu, und laden Sie sie noch einmal hoch.",
            jetzt,
        )
    else:
        lauf.datei.ersetzen("besetzung.json", ContentFile(ablage))
        aendern(lauf, "stand", "zeilen", "zeilen_falsch", "datei", pruefsumme=hashlib.sha256(ablage).hexdigest())
        transaction.on_commit(partial(loeschen, lauf.datei.storage, mappe))
        _mitteilen(lauf, Anlass.FERTIG, jetzt)


def _abweisen(lauf: Importlauf, grund: str, jetzt: datetime) -> None:
    _entscheiden(lauf, ImportStand.ABGEWIESEN, jetzt, None, grund=grund[:300])
    _mitteilen(lauf, Anlass.ZURUECK, jetzt)


def _mitteilen(lauf: Importlauf, anlass: Anlass, jetzt: datetime) -> None:
    """Wer hochgeladen hat, wartet nicht mehr auf der Seite."""
    sache = Sache(f"Import {lauf.pk}", reverse("traeger:import-detail", args=[lauf.pk]), Recht.BESETZUNG_BEARBEITEN)
    wer = Q(benutzer=lauf.hochgeladen_von_id, traeger=lauf.traeger_id)
    mitteilen(wer, anlass, sache, tag=timezone.localdate(jetzt), durch=None)


def tabelle_von(lauf: Importlauf) -> Tabelle:
    """Was in der Datei stand, unverändert; ValidationError, wenn die Ablage es nicht mehr hat oder es ein anderes ist."""
    if lauf.stand == ImportStand.HOCHGELADEN:
        raise ValidationError(NOCH_NICHT)
    try:
        with lauf.datei.open("rb") as datei:
            inhalt = datei.read()
    except Verboten as satz:
        raise ValidationError(str(satz)) from satz
    except (OSError, ValueError) as fehler:  # ValueError: gelöscht, die Zeile nennt keine Datei mehr
        raise ValidationError("Die Datei ist nicht mehr da. Laden Sie sie noch einmal hoch.") from fehler
    if hashlib.sha256(inhalt).hexdigest() != lauf.pruefsumme:
        raise ValidationError("Die abgelegte Datei ist nicht mehr dieselbe. Laden Sie sie noch einmal hoch.")
    return Tabelle.aus_json(inhalt)


@transaction.atomic
def uebernehmen(*, lauf: Importlauf, jetzt: datetime, durch: Zugang) -> int:
    """Alles oder nichts, nach erneuter Prüfung; wer es noch einmal versucht, ändert nichts. Gibt die neuen Zeilen zurück.

    Zwei Dateien desselben Trägers nacheinander: Die zweite prüft, was die erste eingetragen hat, sonst stünde jede neue Fachkraft zweimal da.
    """
    nacheinander(durch.traeger_id)
    stand = gesperrt(lauf)
    if stand.stand == ImportStand.UEBERNOMMEN:
        return 0
    if stand.stand == ImportStand.HOCHGELADEN:
        raise ValidationError(NOCH_NICHT)
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
    if stand.stand in IMPORT_OFFEN:
        _entscheiden(stand, ImportStand.VERWORFEN, jetzt, durch)


def importe_ablaufen(*, jetzt: datetime) -> int:
    """Dateien, über die niemand entschieden hat, nach ihrer Frist löschen; die Zeile bleibt und sagt es. Wie viele es waren."""
    anzahl = 0
    for traeger in Traeger.objects.values_list("pk", flat=True):
        with wartung(traeger_id=traeger):
            alte = Importlauf.objects.filter(
                traeger=traeger, stand__in=IMPORT_OFFEN, hochgeladen_am__lt=jetzt - IMPORT_FRIST
            )
            for lauf in alte:
                try:
                    anzahl += _ablaufen(lauf, jetzt)
                except DatabaseError:  # eine Zeile, die sich nicht ändern lässt, hält die anderen nicht auf
                    log.exception("Der Import %d ließ sich nicht beenden.", lauf.pk)
    return anzahl


@transaction.atomic
def _ablaufen(lauf: Importlauf, jetzt: datetime) -> bool:
    stand = gesperrt(lauf)
    if stand.stand not in IMPORT_OFFEN:  # gerade hat doch noch jemand entschieden
        return False
    _entscheiden(stand, ImportStand.ABGELAUFEN, jetzt, None)
    return True


def _entscheiden(lauf: Importlauf, stand: ImportStand, jetzt: datetime, durch: Zugang | None, **felder) -> None:
    """Stand festhalten; die Datei mit den Namen geht, sobald das festgeschrieben ist."""
    name = lauf.datei.name
    aendern(lauf, stand=stand, entschieden_am=jetzt, entschieden_von_id=durch and durch.benutzer_id, datei="", **felder)
    transaction.on_commit(partial(loeschen, lauf.datei.storage, name))
