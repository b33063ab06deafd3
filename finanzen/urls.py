"""Routen der Finanzen."""

from django.urls import path

from finanzen import views

app_name = "finanzen"
urlpatterns = [
    path("uebersicht/", views.uebersicht, name="uebersicht"),
    path("bescheide/", views.bescheid_liste, name="bescheid-liste"),
    path("auszahlungen/", views.auszahlung_liste, name="auszahlung-liste"),
    path("personalkosten/", views.personalkosten_liste, name="personalkosten-liste"),
    path("projektmittel/", views.projektmittel_liste, name="projektmittel-liste"),
    path("belege/", views.beleg_liste, name="beleg-liste"),
    path("verwendungsnachweise/", views.nachweis_liste, name="nachweis-liste"),
    path("verwendungsnachweise/neu/", views.nachweis_neu, name="nachweis-neu"),
    path("verwendungsnachweise/<int:pk>/", views.nachweis_detail, name="nachweis-detail"),
    path("verwendungsnachweise/<int:pk>/pdf/", views.nachweis_pdf, name="nachweis-pdf"),
]
