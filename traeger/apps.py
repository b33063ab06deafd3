"""Stockwerk 1: Träger, Konten, Zugang, Stellen, Aufträge."""

from django.apps import AppConfig


class TraegerConfig(AppConfig):
    name = "traeger"
    verbose_name = "Träger und Stellen"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from traeger.zugang.anmeldung import faktor_eingerichtet

        authenticator_added.connect(faktor_eingerichtet)
