"""Absagen mit einem Satz, den Menschen lesen: Nur diese Ausnahmen druckt eine Fehlerseite, nie den Text einer fremden.

Fremde Ausnahmen (Djangos Host-Prüfung, eine Bibliothek) nennen Interna oder wiederholen, was jemand schickte.
"""

from django.core.exceptions import BadRequest, PermissionDenied


class Absage(Exception):
    """Eine Ausnahme, deren Text das Haus geschrieben hat."""


class Verboten(Absage, PermissionDenied):
    """403: Das darf diese Person hier nicht; der Satz sagt, wer es darf."""


class Unverstanden(Absage, BadRequest):
    """400: Das ergibt hier keinen Sinn; der Satz sagt, was geht."""
