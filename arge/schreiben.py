"""Schreiben, das zweimal kommen darf: dieselbe Absendung legt eine Zeile an, verletzte Regeln werden zu Sätzen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

Zeile = TypeVar("Zeile", bound=models.Model)


def einmal_anlegen(zeile: Zeile) -> tuple[Zeile, bool]:
    """Legt die Zeile an, oder liefert die schon angelegte derselben Absendung: `(zeile, ist_neu)`.

    Zwanzig gleiche Absendungen ergeben eine Zeile (qualitaet 1.9): UNIQUE(traeger, absendung) entscheidet, nicht ein
    vorheriges Nachsehen. Gleichzeitige warten in der Datenbank auf die erste. Zeilen ohne Träger gibt es hier nicht.
    """
    try:
        with transaction.atomic():
            zeile.save(force_insert=True)
    except IntegrityError:
        schon_da = type(zeile)._base_manager.filter(traeger=zeile.traeger_id, absendung=zeile.absendung).first()  # type: ignore[attr-defined]
        if schon_da is None:
            raise
        return schon_da, False
    return zeile, True


@contextmanager
def saetze_im(form: forms.BaseForm) -> Iterator[None]:
    """Was der Vorgang abweist, steht als Satz im Formular, und sein Schreiben ist zurückgenommen.

    `with saetze_im(form): vorgaenge.abschliessen(…); return redirect(…)` – danach zeigt die View das Formular noch einmal.
    """
    try:
        with transaction.atomic():
            yield
    except ValidationError as fehler:
        form.add_error(None, fehler)
    except IntegrityError as fehler:
        form.add_error(None, _satz(fehler))


def _satz(fehler: IntegrityError) -> str:
    """Der deutsche Satz zu einer verletzten Bedingung der Datenbank; Unbekanntes bleibt ein Programmfehler."""
    diagnose = getattr(fehler.__cause__, "diag", None)
    name: Any = getattr(diagnose, "constraint_name", None)
    for modell in apps.get_models():
        for bedingung in modell._meta.constraints:
            if bedingung.name == name:
                return str(bedingung.get_violation_error_message())
    raise fehler
