"""Wer im Test mit `force_login` hereinkommt, hat sich eben ausgewiesen, wie nach einer echten Anmeldung.

Djangos `force_login` überspringt die Anmeldung und damit allauths Vermerk; ein Empfänger holt ihn nach – an einer Stelle statt in
jedem Test. Wie es ohne Vermerk ist und wenn er alt wird, prüft tests/traeger/konto/test_ausweis.py.
"""

from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.test import Client


def nachtragen(sender, request, user, **_):
    from allauth.account.internal.flows.login import record_authentication  # erst nach den Apps ladbar

    if request.method is None:  # nur `force_login` meldet mit einer leeren Anfrage an
        record_authentication(request, user, "password")


def immer_ausgewiesen() -> None:
    # Eine Anmeldung schreibt das Konto; in der Anfrage hält die Transaktion ZugangMiddleware.
    Client.force_login = transaction.atomic(Client.force_login)
    user_logged_in.connect(nachtragen, dispatch_uid="tests.ausweis")


def veralten(client, sekunden: int) -> None:
    """Der letzte Ausweis dieser Anmeldung ist so viele Sekunden älter."""
    from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY as MERKER

    sitzung = client.session
    sitzung[MERKER] = [eintrag | {"at": eintrag["at"] - sekunden} for eintrag in sitzung[MERKER]]
    sitzung.save()
