"""Übersichten zu einer Auswahl in der Adresse (Stichtag, Jahr): Was niemand lesen kann, ergibt keine Zahlen und keine Datei."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def unlesbar(request: HttpRequest, form: Any, titel: str, *, datei: bool = False) -> HttpResponse:
    """Die Seite statt der Übersicht: Fehler oben und am Feld, die Auswahl zum Berichtigen; für Dateien mit Status 400."""
    inhalt = {"form": form, "titel": titel}
    return render(request, "bausteine/auswahl_unlesbar.jinja", inhalt, status=400 if datei else 200)
