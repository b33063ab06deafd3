"""Wo Dateien liegen: erzeugte und hochgeladene in Ordner oder S3, statische mit oder ohne Prüfsumme im Namen."""

import logging
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.files.storage import FileSystemStorage, Storage

log = logging.getLogger("arge.ablage")

#: Unter `ARGE_STATISCH`: was jeder abrufen darf. Das Verzeichnis der Dateien (staticfiles.json) liegt daneben.
OEFFENTLICH = "oeffentlich"


def quellen(wurzel: Path) -> list[Any]:
    """STATICFILES_DIRS: Eigenes, KERN UX und die Schriften der Dokumente für Arabisch und Äthiopisch (npm)."""
    pakete = wurzel / "node_modules"
    noto = [(f"noto/{schrift}", pakete / f"@fontsource/noto-sans-{schrift}/files") for schrift in ("arabic", "ethiopic")]
    return [wurzel / "static", ("kern", pakete / "@kern-ux/native/dist"), *noto]


def speicher(ablage: str, *, gesammelt: str | None) -> dict[str, Any]:
    """STORAGES aus `ARGE_ABLAGE` (file:///ordner oder s3://eimer/praefix?endpoint=…); anderes ist ein Fehler.

    Dateien tragen Zufallsnamen, überschreiben nie und sind nie öffentlich: ausgeliefert wird nur über eine View mit Recht
    (OWASP ASVS 5.0 V5.3). Statische Dateien, gesammelt im Ordner `gesammelt`, tragen ihre Prüfsumme im Namen und dürfen ewig zwischengespeichert
    werden; ohne Sammlung (Tests) kommen sie aus den Quellen.
    """
    teile = urlsplit(ablage)
    wahl = {name: werte[0] for name, werte in parse_qs(teile.query).items()}
    if teile.scheme == "file" and teile.path not in ("", "/"):
        dateien = {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {
                "location": unquote(teile.path),
                "base_url": None,
                "file_permissions_mode": 0o600,
                "directory_permissions_mode": 0o700,
            },
        }
    elif teile.scheme == "s3" and teile.netloc:
        dateien = {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": teile.netloc,
                "location": teile.path.strip("/"),
                "endpoint_url": wahl.get("endpoint"),
                "region_name": wahl.get("region"),
                "default_acl": None,
                "file_overwrite": False,
            },
        }
    else:
        raise ValueError(f"ARGE_ABLAGE muss file:///ordner oder s3://eimer sein, nicht „{ablage}“.")
    statisch: dict[str, Any] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    if gesammelt:
        statisch = {
            "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
            "OPTIONS": {"manifest_storage": FileSystemStorage(gesammelt)},
        }
    return {"default": dateien, "staticfiles": statisch}


def loeschen(ablage: Storage, name: str) -> None:
    """Löscht eine Datei; gelingt es nicht, steht es im Protokoll, und wer gerade viele löscht, macht mit der nächsten weiter."""
    try:
        ablage.delete(name)
    except Exception:  # je nach Speicher OSError, ein Fehler von S3 oder ein Name, der hinausführt
        log.exception("Eine Datei der Ablage ließ sich nicht löschen.")
