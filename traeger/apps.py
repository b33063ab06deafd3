"""Stockwerk 1: Träger, Konten, Zugang, Stellen, Aufträge."""

from django.apps import AppConfig


class TraegerConfig(AppConfig):
    name = "traeger"
    verbose_name = "Träger und Stellen"

    def ready(self) -> None:
        from django.core import checks

        from arge.betrieb import anmeldekennung
        from arge.betrieb.grenze import grenze_check
        from arge.betrieb.viren import viren_check, viren_check_betrieb

        anmeldekennung.einrichten()
        checks.register(grenze_check, checks.Tags.database)
        checks.register(viren_check, checks.Tags.security)
        checks.register(viren_check_betrieb, checks.Tags.security, deploy=True)

        from allauth.account.signals import email_changed
        from allauth.mfa.models import Authenticator
        from allauth.mfa.signals import authenticator_added
        from django.db.models.signals import pre_delete

        from traeger.zugang import geheimnis, konto
        from traeger.zugang.anmeldung import adresse_gewechselt, faktor_eingerichtet, letzter_faktor_bleibt

        konto.verbinden()
        geheimnis.verbinden()
        authenticator_added.connect(faktor_eingerichtet)
        pre_delete.connect(letzter_faktor_bleibt, sender=Authenticator)
        email_changed.connect(adresse_gewechselt)
