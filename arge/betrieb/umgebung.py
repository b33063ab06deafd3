"""Einstellungen aus der Umgebung; ein Geheimnis auch aus einer Datei: `NAME_FILE=/run/secrets/name` statt `NAME=…` (BSI SYS.1.6).

Eine Umgebungsvariable steht in `docker inspect`, in jedem Kindprozess und leicht in einem Fehlerbericht; eine Datei liest nur, wer sie
öffnen darf. Fehlt sie, startet nichts.
"""

from __future__ import annotations

import environ
from environ.fileaware_mapping import FileAwareMapping


class _OhneUmbruch(FileAwareMapping):
    """Wer ein Geheimnis mit einem Editor einträgt, lässt am Ende eine neue Zeile; sie gehört nicht dazu."""

    def __getitem__(self, name: str) -> str:
        wert: str = super().__getitem__(name)
        return wert.rstrip("\r\n") if self.env.get(f"{name}_FILE") else wert


class Umgebung(environ.Env):  # type: ignore[misc]
    """django-environ, das Dateien liest."""

    ENVIRON = _OhneUmbruch()
