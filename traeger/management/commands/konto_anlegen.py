"""`manage.py konto_anlegen`: das erste Konto (Betrieb) einer neuen Installation; alle weiteren werden eingeladen."""

import getpass
import os

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from arge.daten import eingang
from traeger.begriffe import Bereich, Rolle
from traeger.models import Benutzer, Mitgliedschaft
from traeger.zugang import technisch


class Command(BaseCommand):
    """Legt ein Konto mit der Mitgliedschaft Betrieb an; das Passwort kommt von der Tastatur oder aus ARGE_PASSWORT."""

    help = "Legt das erste Konto (Rolle Betrieb) an."

    def add_arguments(self, parser):
        parser.add_argument("email", help="E-Mail-Adresse, zugleich Anmeldename")
        parser.add_argument("name", help="Vor- und Nachname")

    def handle(self, *args, email, name, **optionen):
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
            benutzer = Benutzer.objects.create_user(email, passwort, name=name)
            EmailAddress.objects.create(user=benutzer, email=email, verified=True, primary=True)
            Mitgliedschaft.objects.create(benutzer=benutzer, rolle=Rolle.BETRIEB, von=timezone.localdate())
        self.stdout.write(f"Konto {email} ist angelegt. Der zweite Faktor wird bei der ersten Anmeldung eingerichtet.")
