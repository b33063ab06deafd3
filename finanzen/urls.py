"""Routen der Finanzen."""

from django.urls import path

from finanzen import views

app_name = "finanzen"
urlpatterns = [
    path("uebersicht/", views.uebersicht, name="uebersicht"),
    path("verwendungsnachweise/", views.nachweis_liste, name="nachweis-liste"),
    path("verwendungsnachweise/neu/", views.nachweis_neu, name="nachweis-neu"),
    path("verwendungsnachweise/<int:pk>/", views.nachweis_detail, name="nachweis-detail"),
    path("verwendungsnachweise/<int:pk>/pdf/", views.nachweis_pdf, name="nachweis-pdf"),
]
