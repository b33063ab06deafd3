"""Schreiben, das zweimal kommen darf: dieselbe Absendung legt eine Zeile an, verletzte Regeln werden zu Sätzen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from django import forms
from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, models, transaction

from arge.daten.datenbank import KALENDER, KALENDER_SATZ

#: SQLSTATE, mit dem PostgreSQL eine von zwei Transaktionen beendet, die aufeinander warten.
DEADLOCK = "40P01"

Zeile = TypeVar("Zeile", bound=models.Model)


def einmal_anlegen(zeile: Zeile) -> tuple[Zeile, bool]:
    """Legt die Zeile an, oder liefert die schon angelegte derselben Absendung: `(zeile, ist_neu)`.

    Zwanzig gleiche Absendungen ergeben eine Zeile (qualitaet 1.9): UNIQUE(traeger, absendung) – bei gemeinsamen Zeilen
    der ARGE UNIQUE(absendung) – entscheidet, nicht ein vorheriges Nachsehen. Gleichzeitige warten auf die erste.
    Sagt die zweite etwas anderes als die erste, ist sie keine Wiederholung, und ein Satz sagt es.
    """
    try:
        with transaction.atomic():
            zeile.save(force_insert=True)
    except IntegrityError:
        schluessel = {"absendung": zeile.absendung}  # type: ignore[attr-defined]
        if hasattr(zeile, "mandant_grenze"):
            schluessel["traeger"] = zeile.traeger_id  # type: ignore[attr-defined]
        schon_da = type(zeile)._base_manager.filter(**schluessel).first()
        if schon_da is None:
            raise
        if getattr(schon_da, "storniert_am", None) is not None:
            raise SchonStorniert(schon_da) from None
        if not _gleich(zeile, schon_da):
            raise SchonAnders(schon_da) from None
        return schon_da, False
    return zeile, True


def _gleich(neu: models.Model, alt: models.Model) -> bool:
    """Ob zwei Zeilen einer Absendung dasselbe sagen: in allem, was abgeschickt wurde, und in dem, wozu sie gehören.

    Die Prüfsumme umfasst auch, was in anderen Tabellen liegt (Anwesende, Ziele, Partner). Wozu eine Zeile gehört, kann in der
    Adresse stehen statt im Formular.
    """
    if neu.absendung_summe != alt.absendung_summe:  # type: ignore[attr-defined]
        return False
    for feld in neu._meta.concrete_fields:
        if isinstance(feld, models.ForeignKey) and not issubclass(feld.related_model, AbstractBaseUser):
            wert = getattr(neu, feld.attname)
            if wert is not None and wert != getattr(alt, feld.attname):
                return False
    return True


class ZweiStaende(ValidationError):
    """Gespeichert ist etwas anderes, als hier steht; `zeile` ist der gespeicherte Stand. Das Formular zeigt beide."""

    satz = code = rat = ""

    def __init__(self, zeile: models.Model) -> None:
        super().__init__(self.satz, code=self.code)
        self.zeile = zeile


class Veraltet(ZweiStaende):
    """Jemand hat die Zeile geändert, seit der Stand gelesen wurde."""

    code = "veraltet"
    satz = "Während Sie geschrieben haben, hat jemand diesen Eintrag geändert. Vergleichen Sie beide Stände."
    rat = "Ändern Sie Ihre Eingabe, wenn nötig, und speichern Sie noch einmal. Dann gilt Ihre Eingabe."


class SchonAnders(ZweiStaende):
    """Zurück-Taste, etwas geändert, noch einmal abgesendet: Ein „gespeichert“ wäre gelogen."""

    code = "absendung"
    satz = (
        "Dieses Formular ist schon gespeichert, aber mit anderen Angaben. Was jetzt hier steht, ist noch nicht gespeichert. "
        "Ändern Sie den gespeicherten Eintrag, oder speichern Sie noch einmal: Dann entsteht ein weiterer."
    )


class SchonStorniert(ZweiStaende):
    """Gespeichert, zurückgenommen, mit der Zurück-Taste noch einmal abgesendet: Ein „gespeichert“ wäre gelogen."""

    code = "absendung"
    satz = "Diesen Eintrag haben Sie schon gespeichert und danach storniert. Speichern Sie noch einmal, dann entsteht ein neuer."


class Rueckfrage(ValidationError):
    """Es geht, aber vielleicht ist es nicht so gemeint. Wer es bestätigt (`trotzdem`), meint es so."""

    def __init__(self, satz: str) -> None:
        super().__init__(satz, code="rueckfrage")


def nachfragen(zeile: models.Model, *fragen: str | None, trotzdem: bool) -> None:
    """Fragt einmal nach, bevor es zweimal dasteht – gleich, auf welchem Weg: Formular, Verschieben, Wiederherstellen.

    Dieselbe Absendung noch einmal ist keine neue Frage; über sie entscheidet `einmal_anlegen`.
    """
    offen = [frage for frage in fragen if frage]
    if not offen or trotzdem:
        return
    if zeile._state.adding and type(zeile)._base_manager.filter(absendung=zeile.absendung).exists():  # type: ignore[attr-defined]
        return
    raise Rueckfrage(" ".join(offen))


def pruefe(satz: str | None) -> None:
    """Ein Satz aus `regeln` bricht den Vorgang ab, kein Satz lässt ihn weitergehen."""
    if satz:
        raise ValidationError(satz)


def gesperrt(zeile: Zeile, *, vergleichen: bool = False) -> Zeile:
    """Dieselbe Zeile im jetzigen Stand, bis zum Ende der Transaktion für andere Schreibende gesperrt.

    FOR NO KEY UPDATE: Wer nur auf die Zeile verweist, wartet nicht mit – sonst gäbe es mit den Prüfungen der Datenbank
    Deadlocks (Entscheidung 18). `vergleichen`: `Veraltet`, wenn `zeile.version` nicht mehr die der Datenbank ist; so weist
    ein Vorgang einen alten Stand ab, gleich ob er aus einem Formular, einem Import oder einem Befehl kommt.
    """
    menge = type(zeile)._base_manager.select_for_update(of=("self",), no_key=True)
    stand = menge.filter(pk=zeile.pk).first()
    if stand is None:
        raise ValidationError("Dieser Eintrag wurde inzwischen gelöscht.", code="geloescht")
    if vergleichen and stand.version != zeile.version:  # type: ignore[attr-defined]
        raise Veraltet(stand)
    stand._ist_gesperrt = True
    return stand  # type: ignore[no-any-return]


def gesperrte(zeilen: Iterable[Zeile]) -> dict[Any, Zeile]:
    """Viele Zeilen eines Modells im jetzigen Stand, wie `gesperrt`, in einer Abfrage und fester Folge: Zwei, die dieselben wollen, warten aufeinander.

    Was gelöscht ist, fehlt; den Stand vergleicht der Vorgang, denn er nennt, welche sich geändert haben.
    """
    if not (zeilen := list(zeilen)):
        return {}
    menge = type(zeilen[0])._base_manager.select_for_update(of=("self",), no_key=True)
    return {zeile.pk: zeile for zeile in menge.filter(pk__in=[z.pk for z in zeilen]).order_by("pk")}


def weitergezaehlt(zeilen: Sequence[models.Model]) -> None:
    """Der Stand gesperrter Zeilen, an denen sich etwas geändert hat, das in anderen Tabellen steht – in einer Anweisung."""
    menge = type(zeilen[0])._base_manager.filter(pk__in=[zeile.pk for zeile in zeilen])
    menge.update(version=models.F("version") + 1)


def aendern(zeile: Zeile, *felder: str, **werte: Any) -> Zeile:
    """Schreibt eine Zeile auf dem Stand, den `zeile.version` nennt, und zählt ihn weiter – die eine Art zu ändern.

    Sperrt und vergleicht selbst, außer die Zeile kommt aus `gesperrt`; außerhalb einer Transaktion verweigert es Django.
    Geschrieben werden `felder` und `werte`; ohne beides die ganze Zeile. `Veraltet`, wenn dazwischen jemand anderes
    gespeichert hat. Eine Zeile ohne Stand (Mitgliedschaft, Einladung) wird nur gesperrt.
    """
    mit_stand = hasattr(zeile, "version")
    if not getattr(zeile, "_ist_gesperrt", False):
        gesperrt(zeile, vergleichen=mit_stand)
    for name, wert in werte.items():
        setattr(zeile, name, wert)
    nur = [*felder, *werte]
    if mit_stand:
        zeile.version += 1  # type: ignore[attr-defined]
        nur = nur and [*nur, "version"]
    zeile.save(update_fields=nur or None)
    return zeile


@contextmanager
def saetze_im(form: forms.BaseForm) -> Iterator[None]:
    """Was der Vorgang abweist, steht als Satz im Formular, und sein Schreiben ist zurückgenommen.

    `with saetze_im(form): vorgaenge.abschliessen(…); return redirect(…)` – danach zeigt die View das Formular noch einmal.
    """
    try:
        with transaction.atomic():
            yield
    except ZweiStaende as fehler:
        form.zwei_staende(fehler) if hasattr(form, "zwei_staende") else form.add_error(None, fehler)
    except Rueckfrage as frage:
        form.fragen(frage) if hasattr(form, "fragen") else form.add_error(None, frage)
    except ValidationError as fehler:
        form.add_error(None, fehler)
    except IntegrityError as fehler:
        form.add_error(None, satz_zur_bedingung(fehler))
    except OperationalError as fehler:
        if getattr(fehler.__cause__, "sqlstate", "") != DEADLOCK:
            raise
        form.add_error(None, "Gerade ändert noch jemand dieselben Zeilen. Bitte senden Sie das Formular noch einmal ab.")


def satz_zur_bedingung(fehler: IntegrityError) -> str:
    """Der deutsche Satz zu einer verletzten Bedingung der Datenbank; Unbekanntes bleibt ein Programmfehler.

    Regeln über mehrere Zeilen (Trigger, Name beginnt mit `regel_`) sprechen selbst deutsch und nennen, womit es kollidiert.
    """
    diagnose = getattr(fehler.__cause__, "diag", None)
    name: Any = getattr(diagnose, "constraint_name", None) or ""
    if name.startswith("regel_"):
        return str(diagnose.message_primary)
    if name.startswith(KALENDER):
        return KALENDER_SATZ
    for modell in apps.get_models():
        for bedingung in modell._meta.constraints:
            if bedingung.name == name:
                satz = str(bedingung.get_violation_error_message())
                return f"{satz}{bedingung.kollision(diagnose.message_detail)}" if hasattr(bedingung, "kollision") else satz
    raise fehler
