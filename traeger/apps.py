"""Stockwerk 1: Träger, Konten, Zugang, Stellen, Aufträge."""

from django.apps import AppConfig


class TraegerConfig(AppConfig):
    name = "traeger"
    verbose_name = "Träger und Stellen"
