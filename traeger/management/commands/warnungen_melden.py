"""`manage.py warnungen_melden`: neue Warnungen jetzt per E-Mail melden; sonst tut es der Zeitplan jeden Morgen."""

from django.core.management import BaseCommand
from django.utils import timezone

from traeger.warnung.vorgaenge import warnungsmail


class Command(BaseCommand):
    """Jede Warnung einmal, eine Sammel-Mail je Person; noch einmal gerufen, verschickt er nur, was fehlt."""

    help = "Meldet neue Warnungen per E-Mail an die Verantwortlichen."

    def handle(self, *args, **optionen):
        anzahl = warnungsmail.melden(heute=timezone.localdate(), jetzt=timezone.now())
        self.stdout.write(f"{anzahl} E-Mails verschickt." if anzahl else "Nichts Neues zu melden.")
