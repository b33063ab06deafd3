"""Sichert Datenbank und Ablage von bin/start in einen eigenen Ordner, auch im laufenden Betrieb.

Die Schlüssel bleiben draußen: Wer eine Sicherung findet, soll die Freitexte der Beratung nicht lesen können (SICHERHEIT).
`stand.json` nennt nur ihre Kennungen und Prüfsummen, damit die Wiederherstellung einen falschen Schlüssel sofort bemerkt.
"""

import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from dienste import (
    WURZEL,
    Abbruch,
    Aufsicht,
    Belegt,
    datenordner,
    geheimnisse,
    pg_programm,
    postgres,
    sage,
    umgebung_lesen,
    verwaltung,
)

#: Womit sich jemand ausgibt, gehört in keine Sicherung: Anmeldungen, Zwischenspeicher, das Siegel des Zugangs.
OHNE_ZEILEN = ("django_session", "usersessions_usersession", "zwischenspeicher", "riegel.geheimnis")
DUMP, ABLAGE, STAND, SUMMEN = "datenbank.dump", "ablage.tar", "stand.json", "SHA256SUMS"


def nur_eingebettet() -> None:
    """Wer eine eigene Datenbank oder Ablage angibt, sichert sie mit deren Werkzeug."""
    if fremd := [name for name in ("DATABASE_URL", "ARGE_ABLAGE") if name in os.environ]:
        raise Abbruch(f"{fremd[0]} ist gesetzt: Bitte dort sichern (README, Betrieb). Dieser Befehl kennt nur bin/start.")


def fingerabdruck(schluessel: str) -> dict[str, str]:
    """Kennung → Prüfsumme aller Schlüssel; aus ihr lässt sich ein zufälliger Schlüssel von 32 Byte nicht gewinnen."""
    paare = (eintrag.strip().partition(":") for eintrag in schluessel.split(","))
    return {kennung: hashlib.sha256(wert.encode()).hexdigest()[:16] for kennung, _, wert in paare}


def ausfuehren(befehl: list, satz: str, umgebung: dict[str, str]) -> str:
    lauf = subprocess.run(list(map(str, befehl)), env=umgebung, capture_output=True, text=True, check=False)
    if lauf.returncode:
        ende = "\n".join(f"  {zeile}" for zeile in lauf.stderr.strip().splitlines()[-8:])
        raise Abbruch(f"{satz}\n{ende}")
    return lauf.stdout


@contextlib.contextmanager
def datenbank(daten: Path) -> Iterator[dict[str, str]]:
    """Zugang als Superuser, den Row-Level-Security nicht einschränkt: zur laufenden Demo oder für diesen Lauf gestartet."""
    if not (daten / "pg/PG_VERSION").exists():
        raise Abbruch(f"In {daten} gibt es noch keine Datenbank. Zuerst: bin/start")
    geheim = geheimnisse(daten)
    try:
        with Aufsicht(daten) as aufsicht:
            postgres(aufsicht, geheim=geheim, nur_test=False)
            yield verwaltung(daten, geheim)
    except Belegt:
        yield verwaltung(daten, geheim)


def sichern(daten: Path, ziel: Path) -> None:
    """Erst die Datenbank, dann die Dateien: so gibt es zu jeder gesicherten Zeile ihre Datei."""
    ziel.mkdir(mode=0o700, parents=True)
    with datenbank(daten) as umgebung:
        befehl = [
            pg_programm("pg_dump"),
            "--format=custom",
            f"--file={ziel / DUMP}",
            *(f"--exclude-table-data={t}" for t in OHNE_ZEILEN),
            "arge",
        ]
        ausfuehren(befehl, "Die Datenbank ließ sich nicht sichern:", umgebung)
    with tarfile.open(ziel / ABLAGE, "w") as archiv:
        if (daten / "ablage").is_dir():
            archiv.add(daten / "ablage", arcname=".")
    schluessel = umgebung_lesen(daten / "geheim.env")["ARGE_SCHLUESSEL"]
    stand = {"erstellt": datetime.now(UTC).isoformat(timespec="seconds"), "schluessel": fingerabdruck(schluessel)}
    (ziel / STAND).write_text(json.dumps(stand, indent=1))
    (ziel / SUMMEN).write_text("".join(f"{pruefsumme(ziel / name)}  {name}\n" for name in (DUMP, ABLAGE, STAND)))


def pruefsumme(datei: Path) -> str:
    with datei.open("rb") as strom:
        return hashlib.file_digest(strom, "sha256").hexdigest()


def main(argumente: list[str]) -> None:
    if len(argumente) > 1 or any(a.startswith("-") for a in argumente):
        raise Abbruch("Aufruf: bin/sicherung [ZIELORDNER]")
    nur_eingebettet()
    os.umask(0o077)
    daten = datenordner()
    sammlung = Path(*argumente).absolute() if argumente else WURZEL / ".daten-sicherung"
    ziel = sammlung / f"arge-{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}"
    unfertig = ziel.with_name(ziel.name + ".unfertig")
    try:
        sichern(daten, unfertig)
        unfertig.rename(ziel)
    except OSError as fehler:
        raise Abbruch(f"Die Sicherung ließ sich nicht schreiben: {fehler.strerror} ({fehler.filename})") from fehler
    finally:
        shutil.rmtree(unfertig, ignore_errors=True)
    groesse = sum(datei.stat().st_size for datei in ziel.iterdir()) / 1_000_000
    sage(f"Gesichert: {ziel} ({groesse:.0f} MB)")
    sage(f"Nicht dabei sind die Schlüssel. Bitte getrennt aufbewahren: {daten / 'geheim.env'}")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda nummer, _: sys.exit(128 + nummer))
    try:
        main(sys.argv[1:])
    except Abbruch as satz:
        sage(str(satz))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
