"""Routen der App."""

from django.urls import URLPattern, path

from traeger import views

app_name = "traeger"
urlpatterns: list[URLPattern] = [
    path("stellenplan/", views.stellenplan, name="stellenplan"),
]
