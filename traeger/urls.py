"""Routen der App."""

from django.urls import URLPattern

app_name = "traeger"
urlpatterns: list[URLPattern] = []
