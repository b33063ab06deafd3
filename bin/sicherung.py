"""Sichert Datenbank und Ablage von bin/start in einen eigenen Ordner, auch im laufenden Betrieb.

Datenbank und Dateien sind mit age an einen Empfänger verschlüsselt, die Liste der Prüfsummen mit einem Schlüssel gesiegelt, der
draußen bleibt: Wer eine Sicherung findet, liest nichts, und wer sie ändert oder eine eigene unterschiebt, wird abgewiesen (SICHERHEIT).
ARGE_SICHERUNG_EMPFAENGER (age1…) verschlüsselt an einen Schlüssel, der gar nicht auf dieser Maschine liegt; ohne ihn gilt der eigene
aus geheim.env. `stand.json` nennt nur Kennungen und Prüfsummen der Schlüssel, damit die Wiederherstellung einen falschen sofort bemerkt.
"""

import contextlib
import hashlib
import hmac
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from dienste import (
    WURZEL,
    ZULETZT_GESICHERT,
    Abbruch,
    Aufsicht,
    Belegt,
    datenordner,
    geheim_schreiben,
    geheimnisse,
    pg_programm,
    postgres,
    sage,
    umgebung_lesen,
    verwaltung,
)

#: Womit sich jemand ausgibt, gehört in keine Sicherung: Anmeldungen, Zwischenspeicher, Briefe mit Verweisen, das Siegel des Zugangs.
OHNE_ZEILEN = ("django_session", "usersessions_usersession", "zwischenspeicher", "traeger_brief", "riegel.geheimnis")
DUMP, ABLAGE, STAND, SUMMEN, SIEGEL = "datenbank.dump.age", "ablage.tar.age", "stand.json", "SHA256SUMS", "SIEGEL"
#: Was die Prüfsummen nennen, und nichts sonst.
GESICHERT = (DUMP, ABLAGE, STAND)


def nur_eingebettet() -> None:
    """Wer eine eigene Datenbank oder Ablage angibt, sichert sie mit deren Werkzeug."""
    if fremd := [name for name in ("DATABASE_URL", "ARGE_ABLAGE") if name in os.environ]:
        raise Abbruch(f"{fremd[0]} ist gesetzt: Bitte dort sichern (README, Betrieb). Dieser Befehl kennt nur bin/start.")


def fingerabdruck(schluessel: str) -> dict[str, str]:
    """Kennung → Prüfsumme aller Schlüssel; aus ihr lässt sich ein zufälliger Schlüssel von 32 Byte nicht gewinnen."""
    paare = (eintrag.strip().partition(":") for eintrag in schluessel.split(","))
    return {kennung: hashlib.sha256(wert.encode()).hexdigest()[:16] for kennung, _, wert in paare}


def empfaenger(geheim: dict[str, str]):
    """An wen verschlüsselt wird; `Abbruch`, wenn die Angabe kein age-Empfänger ist."""
    import pyrage

    try:
        if oeffentlich := os.environ.get("ARGE_SICHERUNG_EMPFAENGER"):
            return pyrage.x25519.Recipient.from_str(oeffentlich)
        return pyrage.x25519.Identity.from_str(geheim["ARGE_SICHERUNG_SCHLUESSEL"]).to_public()
    except (pyrage.RecipientError, pyrage.IdentityError) as fehler:
        raise Abbruch("ARGE_SICHERUNG_EMPFAENGER ist kein Empfänger von age (age1…).") from fehler


def siegel(text: bytes, geheim: dict[str, str]) -> str:
    """HMAC-SHA-256 der Prüfsummenliste; der Schlüssel steht in geheim.env, nie in der Sicherung."""
    schluessel = hmac.digest(geheim["ARGE_GEHEIMNIS"].encode(), b"arge.sicherung", "sha256")
    return hmac.new(schluessel, text, hashlib.sha256).hexdigest()


@contextlib.contextmanager
def verschluesselt(ziel: Path, an) -> Iterator[int]:
    """Dateinummer zum Hineinschreiben; auf der Platte entsteht nur Geheimtext. `Abbruch`, wenn er dort nicht ganz ankam.

    Scheitert das Verschlüsseln, schließt es sein Ende: Wer hineinschreibt, bekommt EPIPE, statt für immer zu warten.
    """
    import pyrage

    lesen, schreiben = os.pipe()

    def verschluesseln() -> None:
        with os.fdopen(lesen, "rb") as klar, ziel.open("wb") as geheimtext:
            pyrage.encrypt_io(klar, geheimtext, [an])
            geheimtext.flush()
            os.fsync(geheimtext.fileno())

    with ThreadPoolExecutor(1) as faden:
        fertig = faden.submit(verschluesseln)
        try:
            yield schreiben
        finally:
            os.close(schreiben)
            if fehler := fertig.exception():
                raise Abbruch(f"Die Sicherung ließ sich nicht schreiben: {fehler} ({ziel.name})") from fehler


def ausfuehren(befehl: list, satz: str, umgebung: dict[str, str], *, ausgabe: int = subprocess.PIPE, eingabe=None) -> str:
    lauf = subprocess.run(
        list(map(str, befehl)), env=umgebung, stdin=eingabe, stdout=ausgabe, stderr=subprocess.PIPE, text=True, check=False
    )
    if lauf.returncode:
        ende = "\n".join(f"  {zeile}" for zeile in lauf.stderr.strip().splitlines()[-8:])
        raise Abbruch(f"{satz}\n{ende}")
    return lauf.stdout or ""


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
        geheim = umgebung_lesen(daten / "geheim.env")
        an = empfaenger(geheim)
        befehl = [pg_programm("pg_dump"), "--format=custom", *(f"--exclude-table-data={t}" for t in OHNE_ZEILEN), "arge"]
        with verschluesselt(ziel / DUMP, an) as ausgabe:
            ausfuehren(befehl, "Die Datenbank ließ sich nicht sichern:", umgebung, ausgabe=ausgabe)
    with (
        verschluesselt(ziel / ABLAGE, an) as ausgabe,
        os.fdopen(os.dup(ausgabe), "wb") as strom,
        tarfile.open(fileobj=strom, mode="w|") as archiv,
    ):
        if (daten / "ablage").is_dir():
            archiv.add(daten / "ablage", arcname=".")
    erstellt = datetime.now(UTC).isoformat(timespec="seconds")
    stand = {"erstellt": erstellt, "schluessel": fingerabdruck(geheim["ARGE_SCHLUESSEL"])}
    (ziel / STAND).write_text(json.dumps(stand, indent=1))
    (ziel / SUMMEN).write_text("".join(f"{pruefsumme(ziel / name)}  {name}\n" for name in GESICHERT))
    (ziel / SIEGEL).write_text(siegel((ziel / SUMMEN).read_bytes(), geheim))


def pruefsumme(datei: Path) -> str:
    with datei.open("rb") as strom:
        return hashlib.file_digest(strom, "sha256").hexdigest()


def vermerken(daten: Path, am: datetime, groesse: int) -> None:
    """Für die Startseite des Betriebs: wann und wie groß, sonst nichts. Misslingt es, bleibt die Sicherung trotzdem eine."""
    try:
        geheim_schreiben(daten / ZULETZT_GESICHERT, json.dumps({"am": am.isoformat(timespec="seconds"), "groesse": groesse}))
    except OSError as fehler:
        sage(f"Die Startseite des Betriebs erfährt nichts davon: {fehler.strerror} ({fehler.filename})")


def main(argumente: list[str]) -> None:
    if len(argumente) > 1 or any(a.startswith("-") for a in argumente):
        raise Abbruch("Aufruf: bin/sicherung [ZIELORDNER]")
    nur_eingebettet()
    os.umask(0o077)
    daten = datenordner()
    sammlung = Path(*argumente).absolute() if argumente else WURZEL / ".daten-sicherung"
    beginn = datetime.now(UTC)  # was danach geschrieben wird, ist vielleicht nicht mehr dabei
    ziel = sammlung / f"arge-{beginn:%Y-%m-%dT%H%M%SZ}"
    unfertig = ziel.with_name(ziel.name + ".unfertig")
    try:
        sichern(daten, unfertig)
        unfertig.rename(ziel)
    except OSError as fehler:
        raise Abbruch(f"Die Sicherung ließ sich nicht schreiben: {fehler.strerror} ({fehler.filename})") from fehler
    finally:
        shutil.rmtree(unfertig, ignore_errors=True)
    groesse = sum(datei.stat().st_size for datei in ziel.iterdir())
    vermerken(daten, beginn, groesse)
    sage(f"Gesichert: {ziel} ({groesse / 1_000_000:.0f} MB)")
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
