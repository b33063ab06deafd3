"""Das Feld für hochgeladene Dateien: Es öffnet sich nur, wenn ihre Zeile sie freigibt (OWASP ASVS 5.0 V5.4)."""

from __future__ import annotations

import re
import uuid
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.db import models
from django.db.models.fields.files import FieldFile

#: Der letzte Teil eines Ablageorts: Zufall, die Endung bleibt (OWASP ASVS 5.0 V5.3).
NAME = r"[0-9a-f]{32}(\.[a-z0-9]{1,7})?"
_ENDUNG = re.compile(r"\.[a-z0-9]{1,7}")


def ablageort(zeile: models.Model, dateiname: str) -> str:
    """Ordner der Zeile (`ablageordner()` des Modells) und Zufallsname. Liegt ihre Datei schon dort, behält sie den Namen."""
    da = zeile.datei  # type: ignore[attr-defined]
    stamm = PurePath(da.name).stem if da and da._committed else uuid.uuid4().hex
    endung = PurePath(dateiname).suffix.lower()
    return f"{zeile.ablageordner()}{stamm}{endung if _ENDUNG.fullmatch(endung) else ''}"  # type: ignore[attr-defined]


class Uploaddatei(FieldFile):
    """Jeder Weg zum Inhalt einer abgelegten Datei fragt ihre Zeile (`freigabe_pruefen`); was gerade erst hereinkommt, ist noch keine."""

    def _get_file(self) -> Any:
        if self.name and self._committed:  # type: ignore[has-type]
            self.instance.freigabe_pruefen()
        return super()._get_file()

    file = property(_get_file, FieldFile._set_file, FieldFile._del_file)

    def open(self, mode: str = "rb") -> Any:
        self.instance.freigabe_pruefen()
        return super().open(mode)

    @property
    def url(self) -> str:
        """Im S3-Speicher eine unterschriebene Adresse: Wer sie hat, braucht keine View mehr."""
        self.instance.freigabe_pruefen()
        return str(super().url)

    def ersetzen(self, name: str, inhalt: File) -> None:
        """Legt statt der Datei ab, was in ihr stand: derselbe Name, eine andere Endung; die Zeile speichert, wer ruft.

        Die alte Datei bleibt, bis das festgeschrieben ist; ein Rest aus einem abgebrochenen Versuch geht.
        """
        self.storage.delete(self.field.generate_filename(self.instance, name))
        self.save(name, inhalt, save=False)


class Uploadfeld(models.FileField):
    """Hochgeladenes unter Zufallsnamen im Ordner seiner Zeile."""

    attr_class = Uploaddatei

    def __init__(self, *args: Any, **optionen: Any) -> None:
        super().__init__(*args, **({"max_length": 200, "upload_to": ablageort} | optionen))
