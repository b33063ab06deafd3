"""Passwörter werden vor dem Hash auf eine Unicode-Form gebracht: „ü“ aus macOS und „ü“ aus Windows öffnen dasselbe Konto."""

from django.contrib.auth.hashers import Argon2PasswordHasher

from arge.daten import eingang


class NfcArgon2(Argon2PasswordHasher):
    """Argon2 über die NFC-Form – beim Setzen und beim Prüfen, auf jedem Weg (Formular, Befehl, allauth)."""

    def encode(self, password: str, salt: str) -> str:
        return super().encode(eingang.passwort(password), salt)

    def verify(self, password: str, encoded: str) -> bool:
        return super().verify(eingang.passwort(password), encoded)
