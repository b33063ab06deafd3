"""Testlauf: eigene eingebettete Dienste in .daten-test, Prüfwerkzeuge, zuletzt pytest (`bin/test --hilfe`)."""

import contextlib
import fcntl
import os
import shlex
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dienste import WURZEL, Abbruch, Aufsicht, Belegt, geheim_schreiben, geheimnisse, postgres, sage, valkey

DATEN = Path(os.environ.get("ARGE_TESTDATEN", WURZEL / ".daten-test")).resolve()
UMGEBUNG = DATEN / "umgebung.sh"  # besteht genau so lange, wie die Dienste laufen

WERKZEUGE = {
    "Stil": ["ruff", "check", "--output-format", "concise"],
    "Format": ["ruff", "format", "--check"],
    "Typen": ["mypy"],
    "Vorlagen": ["djlint", "templates", "--lint", "--quiet", "-e", "jinja"],
    "Vorlagen der Konten": ["djlint", "templates", "--lint", "--quiet", "-e", "html"],
    "Stockwerke": ["lint-imports"],
}
HILFE = """bin/test                    alle Prüfwerkzeuge, dann alle Tests
bin/test tests/traeger -n0  nur pytest, Argumente gehen durch
bin/test --uhr ZEIT [...]    pytest ohne Reisen und echte Worker, die Uhr läuft ab ZEIT (2026-12-31T23:59)
bin/test --zufall [...]      nur die Eigenschaften (hypothesis), andere Beispiele als sonst und dreimal so viele
bin/test --mutanten [...]    Fehler in die reinen Dateien bauen: bemerken die reinen Tests sie? (--alle, Dateien)
bin/test --umgebung         hält PostgreSQL und Valkey im Hintergrund und druckt die Variablen (export …)
bin/test --ende             beendet sie"""


def umgebung_schreiben(umgebung: dict[str, str]) -> None:
    text = "".join(f"export {name}={shlex.quote(wert)}\n" for name, wert in umgebung.items())
    geheim_schreiben(UMGEBUNG, text)


def dienste_starten(aufsicht: Aufsicht) -> dict[str, str]:
    geheim = geheimnisse(DATEN)
    return {
        **postgres(aufsicht, geheim=geheim, nur_test=True),
        **valkey(aufsicht, geheim=geheim, nur_test=True),
        **{name: geheim[name] for name in ("ARGE_GEHEIMNIS", "ARGE_SCHLUESSEL")},
        "ARGE_DEBUG": "0", "ARGE_DEMO": "0", "ARGE_HTTPS": "0", "ARGE_MFA_PFLICHT": "0",
        "ARGE_HOSTS": "127.0.0.1,localhost,testserver", "ARGE_URL": "http://127.0.0.1:8000",
        "ARGE_DATEN": str(DATEN), "ARGE_ABLAGE": (DATEN / "ablage").as_uri(),
        "DJANGO_SETTINGS_MODULE": "arge.settings",
        # Übersetzte Module behalten, aber nicht zwischen den Quellen: jeder der vielen Prozesse spart 1,7 s Rechenzeit.
        "PYTHONPYCACHEPREFIX": str(DATEN / "bytecode"), "PYTHONDONTWRITEBYTECODE": "",
    }  # fmt: skip


def halten() -> None:
    """Läuft im Hintergrund, bis SIGTERM kommt (`bin/test --ende`)."""
    UMGEBUNG.unlink(missing_ok=True)
    with Aufsicht(DATEN) as aufsicht:
        umgebung = dienste_starten(aufsicht)
        umgebung_schreiben(umgebung)
        try:
            while aufsicht.gestorben() is None:
                time.sleep(1)
        finally:
            UMGEBUNG.unlink(missing_ok=True)


def im_hintergrund() -> bool:
    """Die Dienste laufen. Nach einem Stromausfall liegt ihre Umgebung noch da, aber niemand hält mehr die Sperre."""
    if not UMGEBUNG.exists():
        return False
    with (DATEN / "start.sperre").open("a") as sperre:
        try:
            fcntl.flock(sperre, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        UMGEBUNG.unlink(missing_ok=True)
    return False


def umgebung_drucken() -> None:
    DATEN.mkdir(exist_ok=True)
    if not im_hintergrund():
        with (DATEN / "halten.log").open("w") as ausgabe:
            kind = subprocess.Popen(
                [sys.executable, __file__, "--halten"], cwd=WURZEL, stdin=subprocess.DEVNULL, stdout=ausgabe,
                stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        while not UMGEBUNG.exists():
            if kind.poll() is not None:
                raise Abbruch((DATEN / "halten.log").read_text())
            time.sleep(0.1)
    sys.stdout.write(UMGEBUNG.read_text())


@contextlib.contextmanager
def dienste():
    """Eigene Dienste für diesen Lauf, oder die eines gleichzeitigen Laufs (dann wartet dessen Ende auf unseres)."""
    DATEN.mkdir(exist_ok=True)
    with (DATEN / "nutzer.sperre").open("a") as nutzer:
        try:
            with Aufsicht(DATEN) as aufsicht:
                umgebung = dienste_starten(aufsicht)
                umgebung_schreiben(umgebung)
                try:
                    yield umgebung
                    fcntl.flock(nutzer, fcntl.LOCK_EX)
                finally:
                    UMGEBUNG.unlink(missing_ok=True)
        except Belegt:
            fcntl.flock(nutzer, fcntl.LOCK_SH)
            yield umgebung_lesen_sobald_da()


def umgebung_lesen_sobald_da() -> dict[str, str]:
    for _ in range(600):
        if UMGEBUNG.exists():
            zeilen = (shlex.split(zeile)[1] for zeile in UMGEBUNG.read_text().splitlines())
            return dict(zeile.split("=", 1) for zeile in zeilen)
        time.sleep(0.1)
    raise Abbruch(f"Ein anderer Testlauf hält {DATEN}, aber seine Dienste laufen nicht. Abhilfe: bin/test --ende")


def beenden() -> None:
    """Beendet die Dienste, die `--umgebung` im Hintergrund hält."""
    datei = DATEN / "start.sperre"
    if not im_hintergrund():
        sage("Im Hintergrund laufen keine Testdienste.")
        return
    os.kill(int(datei.read_text()), signal.SIGTERM)
    with datei.open() as sperre:
        fcntl.flock(sperre, fcntl.LOCK_EX)
    sage("Die Testdienste sind beendet.")


def mit_uhr(zeit: str) -> dict[str, str]:
    """Umgebung, in der jeder Python-Prozess dieses Laufs ab `zeit` (Berlin) rechnet; PostgreSQL behält seine Uhr."""
    try:
        ziel = datetime.fromisoformat(zeit).replace(tzinfo=ZoneInfo("Europe/Berlin"))
    except ValueError:
        raise Abbruch(f"{zeit} ist kein Zeitpunkt wie 2026-12-31T23:59.") from None
    return {"ARGE_UHR": str(ziel.timestamp() - time.time()), "PYTHONPATH": str(WURZEL / "tests/uhrwerk")}


def pytest(umgebung: dict[str, str], *argumente: str) -> int:
    # einer mehr als Kerne: Browser, Datenbank und Worker rechnen in eigenen Prozessen, auf sie wartet immer jemand
    anzahl = str(len(os.sched_getaffinity(0)) + 1)
    sage(f"== Tests: pytest -n {anzahl} --dist worksteal {' '.join(argumente)}".rstrip())
    # worksteal: zusammenhängende Stücke, damit ein Modul seine Zeilen nur in einem Prozess anlegt (tests/reihenfolge.py)
    befehl = [sys.executable, "-m", "pytest", "-n", anzahl, "--dist", "worksteal", *argumente]
    return subprocess.run(befehl, cwd=WURZEL, env=os.environ | umgebung, check=False).returncode


@contextlib.contextmanager
def werkzeuge():
    """Alle Prüfwerkzeuge neben den Tests, deren Prozesse anfangs aufeinander warten; die Liste nennt am Ende die gescheiterten."""
    gescheitert: list[str] = []

    def pruefe(name: str, befehl: list[str]) -> None:
        pfad = Path(sys.executable).parent / befehl[0]
        lauf = subprocess.run([pfad, *befehl[1:]], cwd=WURZEL, capture_output=True, text=True, check=False)
        if lauf.returncode:
            gescheitert.append(name)
            sage(f"{lauf.stdout}{lauf.stderr}".rstrip())
        sage(f"== {name}: {' '.join(befehl)} – {'gescheitert' if lauf.returncode else 'in Ordnung'}")

    with ThreadPoolExecutor(max_workers=1) as nacheinander:
        for name, befehl in WERKZEUGE.items():
            nacheinander.submit(pruefe, name, befehl)
        yield gescheitert


def main(argumente: list[str]) -> int:
    match argumente:
        case ["--hilfe"]:
            sage(HILFE)
        case ["--halten"]:
            halten()
        case ["--umgebung"]:
            umgebung_drucken()
        case ["--ende"]:
            beenden()
        case ["--mutanten", *rest]:
            return subprocess.run([sys.executable, WURZEL / "bin/mutanten.py", *rest], cwd=WURZEL, check=False).returncode
        case ["--zufall", *rest]:
            with dienste() as umgebung:
                return pytest(umgebung | {"ARGE_ZUFALL": "3"}, "-m", "hypothesis", *rest)
        case ["--uhr", zeit, *rest]:
            with dienste() as umgebung:
                # Browser und Celery messen Verfallszeiten an der Uhr der Maschine; ihre Tests laufen nur dort.
                return pytest(umgebung | mit_uhr(zeit), "--ignore=tests/e2e", "-m", "not dienste", *rest)
        case _:
            with dienste() as umgebung:
                if argumente:
                    return pytest(umgebung, *argumente)
                with werkzeuge() as gescheitert:
                    tests = pytest(umgebung)
                if gescheitert:
                    sage(f"== Gescheitert: {', '.join(gescheitert)}. Der Lauf endet deshalb mit Fehler.")
                return tests or int(bool(gescheitert))
    return 0


if __name__ == "__main__":
    for nummer in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(nummer, lambda nummer, _: sys.exit(128 + nummer))
    try:
        sys.exit(main(sys.argv[1:]))
    except Abbruch as satz:
        sage(str(satz))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
