"""Was jede Zeile braucht: Grenze, Schreiben, Verschlüsselung, Eingang."""
