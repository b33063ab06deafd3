"""Besetzungshistorie einlesen: prüfen und zeigen, dann als Ganzes übernehmen oder verwerfen – genau einmal (Fachmodell 6)."""

import hashlib
import logging
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F

from arge.daten.einlesen import Tabelle, lesen
from arge.daten.schreiben import einmal_anlegen
from arge.zahlen.format import datum
from arge.zahlen.zeitraum import Zeitraum
from traeger.begriffe import ImportStand, Qualifikation
from traeger.models import Besetzung, Fachkraft, Importlauf, Stellenanteil
from traeger.personal.regeln import Belegung, Fund, Rahmen, pruefe_besetzung
from traeger.personal.resources import BesetzungResource, Zeile
from traeger.zugang import Zugang

protokoll = logging.getLogger("arge.daten.einlesen")
ART = "besetzung"


@dataclass
class Pruefung:
    """Was in der Datei steht: gute Zeilen mit ihrem Stand, Funde je falscher Zeile."""

    anzahl: int
    funde: list[Fund]
    neu: list[tuple[Zeile, Fachkraft | None]] = field(default_factory=list)
    unveraendert: list[Zeile] = field(default_factory=list)

    @property
    def zeilen_falsch(self) -> int:
        return len({fund.zeile for fund in self.funde})

    @property
    def neue_kraefte(self) -> int:
        return len({zeile.person for zeile, kraft in self.neu if kraft is None})


def pruefen(inhalt: bytes, *, von: Zugang) -> Pruefung:
    """Datei gegen den jetzigen Stand des Trägers; ValidationError, wenn sie sich gar nicht lesen lässt."""
    tabelle = lesen(inhalt, BesetzungResource.spalten())
    anteile = {a.kuerzel.casefold(): a for a in Stellenanteil.objects.filter(traeger=von.traeger_id)}
    zeilen, funde = _zeilen(tabelle, anteile)
    kraefte: dict[tuple[str, str], list[Fachkraft]] = {}
    for kraft in Fachkraft.objects.fuer(von):
        kraefte.setdefault((kraft.nachname.casefold(), kraft.vorname.casefold()), []).append(kraft)
    besetzungen = list(Besetzung.objects.fuer(von).select_related("stellenanteil", "fachkraft"))
    pruefung = Pruefung(len(tabelle.nummern), funde)
    _zuordnen(pruefung, zeilen, kraefte, besetzungen)
    pruefung.funde = sorted(pruefung.funde + _zusammen(pruefung.neu, besetzungen))
    return pruefung


def _zeilen(tabelle: Tabelle, anteile: dict[str, Stellenanteil]) -> tuple[list[Zeile], list[Fund]]:
    """Jede Zeile für sich: gelesene Zeilen und je falscher Zelle ein Fund."""
    resource = BesetzungResource(tabelle=tabelle, anteile=anteile)
    ergebnis = resource.import_data(tabelle, dry_run=True, use_transactions=False)
    for _, fehler in ergebnis.row_errors():
        raise fehler[0].error  # kein Fehler der Datei, sondern des Programms
    return resource.zeilen, [
        Fund(tabelle.nummern[zeile.number - 1], resource.spalte(attribut), satz)
        for zeile in ergebnis.invalid_rows
        for attribut, saetze in zeile.field_specific_errors.items()
        for satz in saetze
    ]


def _zuordnen(
    pruefung: Pruefung, zeilen: list[Zeile], kraefte: dict[tuple[str, str], list[Fachkraft]], besetzungen: list[Besetzung]
) -> None:
    """Wer schon da ist, was unverändert ist; Angaben zur selben Person müssen zusammenpassen."""
    schon = {(b.stellenanteil_id, b.fachkraft_id, b.vzae, b.von, b.bis) for b in besetzungen}
    erste: dict[tuple[str, str], Zeile] = {}
    for zeile in zeilen:
        vorhandene = kraefte.get(zeile.person, [])
        kraft = next((k for k in vorhandene if k.beschaeftigt_von == zeile.beschaeftigt_von), None)
        muster = kraft or (vorhandene[0] if vorhandene else erste.setdefault(zeile.person, zeile))
        woher = f"Zeile {muster.nummer}" if isinstance(muster, Zeile) else "eingetragen"
        if widerspruch := _widerspruch(zeile, muster, woher):
            pruefung.funde.append(widerspruch)
        elif kraft and (zeile.stellenanteil.pk, kraft.pk, zeile.vzae, zeile.von, zeile.bis) in schon:
            pruefung.unveraendert.append(zeile)
        else:
            pruefung.neu.append((zeile, kraft))


def _widerspruch(zeile: Zeile, muster: Zeile | Fachkraft, woher: str) -> Fund | None:
    worte = {
        "qualifikation": lambda wert: Qualifikation(wert).label,
        "beschaeftigt_bis": lambda wert: datum(wert) if wert else "offen",
    }
    for name in ("beschaeftigt_von", "beschaeftigt_bis", "qualifikation"):
        wort, dort = worte.get(name, datum), getattr(muster, name)
        if getattr(zeile, name) != dort:
            spalte = BesetzungResource.fields[name].column_name
            satz = f"Bei {zeile} steht für „{spalte}“ {wort(dort)} ({woher}), hier {wort(getattr(zeile, name))}."
            return Fund(zeile.nummer, spalte, satz)
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
def hochladen(*, inhalt: bytes, dateiname: str, absendung, von: Zugang) -> Importlauf:
    """Datei prüfen und ablegen; dieselbe Absendung liefert den schon angelegten Lauf."""
    pruefung = pruefen(inhalt, von=von)
    schon = Importlauf.objects.fuer(von).filter(absendung=absendung).first()
    if schon:
        return schon
    lauf = Importlauf(
        traeger_id=von.traeger_id, art=ART, dateiname=dateiname[-120:], pruefsumme=hashlib.sha256(inhalt).hexdigest(),
        zeilen=pruefung.anzahl, zeilen_falsch=pruefung.zeilen_falsch, hochgeladen_von_id=von.benutzer_id, absendung=absendung,
    )  # fmt: skip
    lauf.datei.save("besetzung.xlsx", ContentFile(inhalt), save=False)
    try:
        gespeichert, ist_neu = einmal_anlegen(lauf)
    except BaseException:
        lauf.datei.delete(save=False)
        raise
    if not ist_neu:
        lauf.datei.delete(save=False)
    return gespeichert


def inhalt_von(lauf: Importlauf) -> bytes:
    """Die abgelegte Datei, unverändert; ValidationError, wenn sie fehlt oder eine andere ist."""
    try:
        with lauf.datei.open("rb") as datei:
            inhalt = datei.read()
    except OSError as fehler:
        raise ValidationError("Die Datei ist nicht mehr da. Laden Sie sie noch einmal hoch.") from fehler
    if hashlib.sha256(inhalt).hexdigest() != lauf.pruefsumme:
        raise ValidationError("Die abgelegte Datei ist nicht mehr dieselbe. Laden Sie sie noch einmal hoch.")
    return inhalt


@transaction.atomic
def uebernehmen(*, lauf: Importlauf, jetzt: datetime, von: Zugang) -> int:
    """Alles oder nichts, nach erneuter Prüfung; wer es noch einmal versucht, ändert nichts. Gibt die neuen Zeilen zurück."""
    stand = _gesperrt(lauf)
    if stand.stand == ImportStand.UEBERNOMMEN:
        return 0
    if stand.stand == ImportStand.VERWORFEN:
        raise ValidationError("Diese Datei wurde verworfen. Laden Sie sie noch einmal hoch.")
    pruefung = pruefen(inhalt_von(stand), von=von)
    if pruefung.funde:
        raise ValidationError(f"{pruefung.zeilen_falsch} Zeilen sind falsch. Übernommen wird nur eine Datei ohne Fehler.")
    neue = {zeile.person: _kraft(zeile, von) for zeile, kraft in pruefung.neu if kraft is None}
    Fachkraft.objects.bulk_create(neue.values())
    Besetzung.objects.bulk_create(
        (
            Besetzung(
                traeger_id=von.traeger_id, stellenanteil=zeile.stellenanteil, fachkraft=kraft or neue[zeile.person],
                vzae=zeile.vzae, von=zeile.von, bis=zeile.bis,
            )
            for zeile, kraft in pruefung.neu
        ),
        batch_size=2000,
    )  # fmt: skip
    _entscheiden(stand, ImportStand.UEBERNOMMEN, jetzt, von, zeilen_falsch=0)
    return len(pruefung.neu)


def _kraft(zeile: Zeile, von: Zugang) -> Fachkraft:
    return Fachkraft(
        traeger_id=von.traeger_id, nachname=zeile.nachname, vorname=zeile.vorname, qualifikation=zeile.qualifikation,
        beschaeftigt_von=zeile.beschaeftigt_von, beschaeftigt_bis=zeile.beschaeftigt_bis,
    )  # fmt: skip


@transaction.atomic
def verwerfen(*, lauf: Importlauf, jetzt: datetime, von: Zugang) -> None:
    """Nichts wird übernommen, die Datei gelöscht; zweimal Verwerfen ist einmal."""
    stand = _gesperrt(lauf)
    if stand.stand == ImportStand.UEBERNOMMEN:
        raise ValidationError("Diese Datei ist schon übernommen.")
    if stand.stand == ImportStand.GEPRUEFT:
        _entscheiden(stand, ImportStand.VERWORFEN, jetzt, von)


def _gesperrt(lauf: Importlauf) -> Importlauf:
    return Importlauf.objects.select_for_update(of=("self",), no_key=True).get(pk=lauf.pk)


def _entscheiden(lauf: Importlauf, stand: ImportStand, jetzt: datetime, von: Zugang, **felder) -> None:
    """Stand festhalten; die Datei mit den Namen geht, sobald das festgeschrieben ist."""
    Importlauf.objects.filter(pk=lauf.pk).update(
        stand=stand, entschieden_am=jetzt, entschieden_von_id=von.benutzer_id, version=F("version") + 1, **felder
    )
    transaction.on_commit(partial(_datei_loeschen, lauf))


def _datei_loeschen(lauf: Importlauf) -> None:
    try:
        lauf.datei.storage.delete(lauf.datei.name)
    except OSError:
        protokoll.exception("Die Datei des Imports %d ließ sich nicht löschen.", lauf.pk)
