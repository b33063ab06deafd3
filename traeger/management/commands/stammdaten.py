"""`manage.py stammdaten`: versionierte Stammdaten des Konzepts einspielen."""

from django.core.management import BaseCommand


class Command(BaseCommand):
    help = "Spielt die Stammdaten ein."

    def handle(self, *args, **optionen):
        pass
