"""Startseite je Rolle."""

from django.shortcuts import render


def start(request):
    """Kacheln und Aufgaben der aktiven Mitgliedschaft."""
    return render(request, "start.jinja", {})
