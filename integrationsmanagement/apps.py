"""Stockwerk 3: IM-Fälle, Integrationspläne, Überleitung, Gebiete."""

from django.apps import AppConfig


class IntegrationsmanagementConfig(AppConfig):
    name = "integrationsmanagement"
    verbose_name = "Integrationsmanagement"
