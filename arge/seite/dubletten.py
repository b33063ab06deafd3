"""Warnung vor doppelt angelegten Menschen: fragt einmal nach, entscheidet nicht."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from arge.daten.dubletten import aehnliche
from arge.seite.formulare import ArgeModelForm

#: So viele stehen zur Wahl; genau gleiche zuerst.
TREFFER = 5


class Dublettenwarnung(ArgeModelForm):
    """Abstrakt: Wer eine Person anlegt, sieht ähnliche des eigenen Trägers, bevor es zwei gibt.

    Nach dem ersten Absenden mit Treffern steht `form.treffer` und das Kästchen „andere Person“. Die Unterklasse setzt `zugang`.
    """

    andere_person = forms.BooleanField(
        label="Es ist eine andere Person. Neu anlegen.", required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, zugang: Any, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.zugang, self.treffer = zugang, []

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        if self.instance.pk is None and not daten.get("andere_person"):
            self._dubletten_pruefen(daten)
        return daten

    def gezeigt(self) -> None:
        """Hier vermerkt eine Unterklasse, dass sie Menschen zeigt, deren Akten geschützt sind."""

    def _dubletten_pruefen(self, daten: dict[str, Any]) -> None:
        gemeint = aehnliche(
            self._meta.model.objects.fuer(self.zugang), geburtsdatum=daten.get("geburtsdatum"),
            vorname=daten.get("vorname") or "", nachname=daten.get("nachname") or "",
        )  # fmt: skip
        self.treffer = list(gemeint[:TREFFER])
        if self.treffer:
            self.gezeigt()
            self.fields["andere_person"].widget = forms.CheckboxInput()
            satz = "Diese Person gibt es vielleicht schon. Nehmen Sie die vorhandene, oder kreuzen Sie an: andere Person."
            self.add_error(None, ValidationError(satz, code="dublette"))
