"""Verstellt die Uhr jedes Python-Prozesses eines Laufs mit `bin/test --uhr`; sie läuft weiter, in allen gleich.

Python lädt diese Datei von selbst, wenn ihr Ordner in PYTHONPATH steht. ARGE_UHR nennt den Versatz in Sekunden.
"""

import os
import time
from importlib.util import find_spec

if "ARGE_UHR" in os.environ and find_spec("time_machine"):
    import time_machine

    time_machine.travel(time.time() + float(os.environ["ARGE_UHR"]), tick=True).start()
