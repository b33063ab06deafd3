"""`manage.py konto_anlegen`: die ersten zwei Konten einer neuen Installation; alle weiteren werden eingeladen.

Der Betrieb lädt ein, die Steuerung gibt frei: Ohne beide gäbe es niemanden, der die erste Leitung freigeben könnte.
"""

import getpass
import os

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from arge.daten import eingang
from traeger.begriffe import Bereich, Rolle, TraegerArt
from traeger.models import Benutzer, Mitgliedschaft, Traeger
from traeger.zugang import technisch


class Command(BaseCommand):
    """Legt ein Konto mit der Mitgliedschaft Betrieb (oder Steuerung) an; das Passwort kommt von der Tastatur oder aus ARGE_PASSWORT."""

    help = "Legt das erste Konto (Rolle Betrieb, mit --steuerung die erste Steuerung) an."

    def add_arguments(self, parser):
        parser.add_argument("email", help="E-Mail-Adresse, zugleich Anmeldename")
        parser.add_argument("name", help="Vor- und Nachname")
        parser.add_argument("--steuerung", action="store_true", help="die erste Steuerung bei der Kommune statt Betrieb")

    def handle(self, *args, email, name, steuerung=False, **optionen):
        email, name = email.strip().lower(), eingang.text(name)
        try:
            validate_email(email)
            passwort = os.environ.get("ARGE_PASSWORT") or getpass.getpass("Passwort (mindestens 12 Zeichen): ")
            validate_password(passwort, Benutzer(email=email, name=name))
        except ValidationError as fehler:
            raise CommandError(" ".join(fehler.messages)) from fehler
        if Benutzer.objects.filter(email=email).exists():
            raise CommandError(f"Zu {email} gibt es schon ein Konto.")
        with technisch(Bereich.KONTEN):
            sitz = _erste_steuerung() if steuerung else {"rolle": Rolle.BETRIEB}
            benutzer = Benutzer.objects.create_user(email, passwort, name=name)
            EmailAddress.objects.create(user=benutzer, email=email, verified=True, primary=True)
            Mitgliedschaft.objects.create(benutzer=benutzer, von=timezone.localdate(), **sitz)
        self.stdout.write(f"Konto {email} ist angelegt. Der zweite Faktor wird bei der ersten Anmeldung eingerichtet.")


def _erste_steuerung():
    """Sitz der ersten Steuerung; gibt es schon eine, vergibt die Rolle die Leitung der Kommune."""
    if Mitgliedschaft.objects.am(timezone.localdate()).filter(rolle=Rolle.STEUERUNG, benutzer__is_active=True).exists():
        raise CommandError("Es gibt schon eine Steuerung. Weitere lädt die Leitung der Kommune ein.")
    kommune = Traeger.objects.filter(art=TraegerArt.KOMMUNE).order_by("pk").first()
    if kommune is None:
        raise CommandError("Es gibt noch keine Kommune. Zuerst: manage.py einrichten.")
    return {"rolle": Rolle.STEUERUNG, "traeger": kommune}
