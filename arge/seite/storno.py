"""Stornieren, überall gleich: Grund wählen, zurück mit „Rückgängig“; ein stornierter Eintrag bleibt hier lesbar."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from arge.daten import storno as vorgaenge
from arge.daten.zeitstand import eingetragene, lesbar
from arge.seite.formulare import ArgeForm
from arge.seite.formularseite import Krume, formularseite, knopfdruck
from arge.seite.meldung import Rueckweg
from arge.seite.vorlagen import url

#: Grund, mit dem „Rückgängig“ gleich nach dem Speichern storniert.
VERSEHEN = "versehen"
TEXT = "Der Eintrag bleibt lesbar, zählt aber nirgends mehr mit. Sie können das jederzeit zurücknehmen."


class StornoForm(ArgeForm):
    """Warum ein Eintrag nicht mehr zählen soll."""

    einmal = False
    grund = forms.ChoiceField(label="Warum?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        feld: Any = self.gegenstand._meta.get_field("storno_grund")  # type: ignore[union-attr]
        self.fields["grund"].choices = feld.choices  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Storno:
    """Eine Art von Einträgen, die sich stornieren lässt.

    `route` ist der Anfang der beiden Routen (`…-stornieren`, `…-wiederherstellen`). `zurueck` und `krumen` bekommen den Eintrag;
    `name` sagt, was er ist („Kontakt vom 12.11.2026“), ohne Angabe sein `str`; `leiste` die Person, zu der er gehört. Die Vorgänge bekommen `zeile`, das Stornieren
    dazu `grund`, `durch`, `jetzt`.
    """

    route: str
    zurueck: Callable[[Any], str]
    krumen: Callable[[Any], Iterable[Krume]]
    name: Callable[[Any], str] = str
    leiste: Callable[[Any], Any] = lambda zeile: None
    stornieren: Callable[..., Any] = vorgaenge.stornieren
    wiederherstellen: Callable[..., Any] = vorgaenge.wiederherstellen
    #: Ob das Wiederherstellen nachfragt, wenn inzwischen dasselbe dasteht; dann bekommt der Vorgang `trotzdem`.
    fragt: bool = False

    def seite(self, request: HttpRequest, zeile: Any) -> HttpResponse:
        """Grund wählen und stornieren; ist es schon geschehen, steht hier, was, wer und warum."""
        name, zurueck = self.name(zeile), self.zurueck(zeile)
        if zeile.storniert_am is not None:
            if request.method == "POST":
                messages.error(request, vorgaenge.SCHON)
                return redirect(request.path)
            inhalt = {
                "zeile": zeile, "name": name, "angaben": angaben(zeile), "zurueck": zurueck, "krumen": list(self.krumen(zeile)),
                "leiste": self.leiste(zeile), "wieder": url(f"{self.route}-wiederherstellen", zeile.pk),
            }  # fmt: skip
            return render(request, "storniert.jinja", inhalt)
        form = StornoForm(request.POST or None, gegenstand=zeile)

        def tun() -> Any:
            return self.stornieren(
                zeile, grund=form.cleaned_data["grund"], durch=request.user.zugang, jetzt=timezone.now()  # type: ignore[union-attr]
            )  # fmt: skip

        return formularseite(
            request, form, tun=tun, titel=f"{name} stornieren", knopf="Stornieren", text=TEXT, zurueck=zurueck,
            krumen=self.krumen(zeile), kontext={"leiste": self.leiste(zeile)}, erfolg=f"{name} ist storniert.",
            rueckgaengig=lambda _: Rueckweg(url(f"{self.route}-wiederherstellen", zeile.pk)),
        )  # fmt: skip

    def zuruecknehmen(self, request: HttpRequest, zeile: Any) -> HttpResponse:
        """Der Knopf „Wiederherstellen“ oder „Rückgängig“."""
        mehr = {"trotzdem": "trotzdem" in request.POST} if self.fragt else {}
        return knopfdruck(
            request, tun=lambda: self.wiederherstellen(zeile, **mehr), erfolg=f"{self.name(zeile)} zählt wieder mit.",
            zurueck=self.zurueck(zeile), fehlschlag="Das Storno bleibt.",
        )  # fmt: skip

    def adresse(self, zeile: Any) -> str:
        """Die Seite, auf der dieser Eintrag storniert wird oder storniert zu lesen ist."""
        return url(f"{self.route}-stornieren", zeile.pk)

    def rueckweg(self, zeile: Any) -> Rueckweg:
        """„Rückgängig“ gleich nach dem Anlegen: dasselbe Storno, aus Versehen."""
        return Rueckweg(self.adresse(zeile), {"grund": VERSEHEN, "version": zeile.version})


def angaben(zeile: models.Model) -> list[tuple[str, str]]:
    """Was jemand eingetragen hatte, als (Name, lesbarer Wert)."""
    worte = [(str(feld.verbose_name), lesbar(zeile, feld.name)) for feld in eingetragene(type(zeile))]
    return [(wort[:1].upper() + wort[1:], wert) for wort, wert in worte]


def im_verlauf(zeile: Any, route: str, darf: bool) -> dict[str, Any]:
    """Wohin ein Eintrag der Zeitleiste führt, und ob er storniert ist: Dann bleibt er lesbar, mit dem Grund."""
    if zeile.storniert_am is None:
        return {"ziel": url(f"{route}-bearbeiten", zeile.pk) if darf else ""}
    ziel = url(f"{route}-stornieren", zeile.pk) if darf else ""
    return {"ziel": ziel, "storniert": zeile.get_storno_grund_display(), "art": "still"}
