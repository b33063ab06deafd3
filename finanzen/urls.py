"""Routen der App."""

from django.urls import URLPattern

app_name = "finanzen"
urlpatterns: list[URLPattern] = []
