"""Testlauf: eigene eingebettete Dienste in .daten-test, Prüfwerkzeuge, zuletzt pytest (`bin/test --hilfe`)."""

import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from dienste import WURZEL, Abbruch, Aufsicht, geheimnisse, postgres, sage, valkey

DATEN = Path(os.environ.get("ARGE_TESTDATEN", WURZEL / ".daten-test")).resolve()
UMGEBUNG = DATEN / "umgebung.sh"  # besteht genau so lange, wie die Dienste laufen


def dienste_starten(aufsicht: Aufsicht) -> dict[str, str]:
    geheim = geheimnisse(DATEN)
    return {
        **postgres(aufsicht, geheim=geheim, nur_test=True),
        **valkey(aufsicht, geheim=geheim, nur_test=True),
        **{name: geheim[name] for name in ("ARGE_GEHEIMNIS", "ARGE_SCHLUESSEL")},
        "ARGE_DEBUG": "0", "ARGE_DEMO": "0", "ARGE_HTTPS": "0", "ARGE_MFA_PFLICHT": "0",
        "ARGE_HOSTS": "127.0.0.1,localhost,testserver", "ARGE_URL": "http://127.0.0.1:8000",
        "ARGE_DATEN": str(DATEN), "ARGE_ABLAGE": (DATEN / "ablage").as_uri(), "ARGE_STATISCH": str(DATEN / "statisch"),
        "DJANGO_SETTINGS_MODULE": "arge.settings",
    }  # fmt: skip


def halten() -> None:
    """Läuft im Hintergrund, bis SIGTERM kommt (`bin/test --ende`)."""
    UMGEBUNG.unlink(missing_ok=True)
    with Aufsicht(DATEN) as aufsicht:
        umgebung = dienste_starten(aufsicht)
        zeilen = "".join(f"export {name}={shlex.quote(wert)}\n" for name, wert in umgebung.items())
        UMGEBUNG.with_suffix(".neu").write_text(zeilen)
        UMGEBUNG.with_suffix(".neu").replace(UMGEBUNG)
        try:
            while aufsicht.gestorben() is None:
                time.sleep(1)
        finally:
            UMGEBUNG.unlink(missing_ok=True)


def umgebung_drucken() -> None:
    DATEN.mkdir(exist_ok=True)
    if not UMGEBUNG.exists():
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


def main(argumente: list[str]) -> int:
    match argumente:
        case ["--halten"]:
            halten()
        case ["--umgebung"]:
            umgebung_drucken()
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
