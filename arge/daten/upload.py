"""Das Feld für hochgeladene Dateien: Es öffnet sich nur, wenn ihre Zeile sie freigibt (OWASP ASVS 5.0 V5.4)."""

from __future__ import annotations

import uuid
from pathlib import PurePath
from typing import Any

from django.db import models
from django.db.models.fields.files import FieldFile


def zufallsname(_: models.Model, dateiname: str) -> str:
    """Ablageort einer hochgeladenen Datei: Zufallsname, die Endung bleibt (OWASP ASVS 5.0 V5.3)."""
    return f"hochgeladen/{uuid.uuid4().hex}{PurePath(dateiname).suffix.lower()[:8]}"


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


class Uploadfeld(models.FileField):
    """Hochgeladenes unter Zufallsnamen."""

    attr_class = Uploaddatei

    def __init__(self, *args: Any, **optionen: Any) -> None:
        super().__init__(*args, **({"max_length": 200, "upload_to": zufallsname} | optionen))
