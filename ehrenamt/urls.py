"""Routen der App."""

from django.urls import URLPattern

app_name = "ehrenamt"
urlpatterns: list[URLPattern] = []
