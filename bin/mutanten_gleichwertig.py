"""Mutanten, die kein Test bemerken kann, mit Grund: (Datei, Zeile vorher, Zeile nachher) → warum beide dasselbe tun."""

GLEICHWERTIG: dict[tuple[str, str, str], str] = {}
