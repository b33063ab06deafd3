"""Routen der App."""

from django.urls import URLPattern

app_name = "integrationsmanagement"
urlpatterns: list[URLPattern] = []
