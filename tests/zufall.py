"""Welche Beispiele Hypothesis wählt: in jedem Lauf dieselben, nur mit `bin/test --zufall` andere und mehr.

Wer etwas zusammenführt, sieht so rot nur, was er selbst geändert hat; Neues findet, wer danach sucht.
"""

import os

from hypothesis import settings

#: So vielmal mehr Beispiele; 0: die festen. Gesetzt von `bin/test --zufall`.
ZUFALL = int(os.environ.get("ARGE_ZUFALL", "0"))
MAL = max(1, ZUFALL)

PROFIL = "haus"
settings.register_profile(
    PROFIL,
    deadline=None,  # Zeitgrenzen prüfen die Maschine, nicht die Regel
    derandomize=not ZUFALL,
    print_blob=True,
    max_examples=100 * MAL,
)


def beispiele(anzahl: int) -> settings:
    """Für Tests, die weniger (Datenbank) oder mehr (Schutz) Beispiele brauchen als die üblichen hundert."""
    return settings(max_examples=anzahl * MAL)
