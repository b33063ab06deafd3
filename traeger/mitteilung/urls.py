"""Routen des Raums (eingehängt unter /traeger/, Namensraum „traeger“); die Seite selbst liegt unter /mitteilungen/."""

from django.urls import URLPattern, path

from traeger.mitteilung import views

urlpatterns: list[URLPattern] = [
    path("mitteilungen/gelesen/", views.mitteilungen_gelesen, name="mitteilungen-gelesen"),
    path("mitteilungen/einstellen/", views.mitteilungswahl, name="mitteilungswahl"),
    path("mitteilungen/<int:pk>/", views.mitteilung_oeffnen, name="mitteilung-oeffnen"),
]
