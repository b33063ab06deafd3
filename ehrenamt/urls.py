"""Routen des Ehrenamts."""

from django.urls import path

from ehrenamt.views import person, projekt, treffen

app_name = "ehrenamt"
urlpatterns = [
    path("projekte/", projekt.projekt_liste, name="projekt-liste"),
    path("projekte/<int:pk>/", projekt.projekt_detail, name="projekt-detail"),
    path("projekte/<int:pk>/status/", projekt.projekt_status, name="projekt-status"),
    path("status/<int:pk>/berichtigen/", projekt.status_berichtigen, name="status-berichtigen"),
    path("projekte/<int:pk>/treffen/neu/", treffen.treffen_neu, name="treffen-neu"),
    path("treffen/", treffen.treffen_liste, name="treffen-liste"),
    path("treffen/neu/", treffen.treffen_schnell, name="treffen-schnell"),
    path("treffen/<int:pk>/bearbeiten/", treffen.treffen_bearbeiten, name="treffen-bearbeiten"),
    path("treffen/<int:pk>/stornieren/", treffen.treffen_stornieren, name="treffen-stornieren"),
    path("treffen/<int:pk>/wiederherstellen/", treffen.treffen_wiederherstellen, name="treffen-wiederherstellen"),
    path("treffen/<int:pk>/verschieben/", treffen.treffen_verschieben, name="treffen-verschieben"),
    path("stunden/", treffen.stunden_liste, name="stunden-liste"),
    path("stunden/bestaetigen/", treffen.stunden_bestaetigen, name="stunden-bestaetigen"),
    path("stunden/zuruecknehmen/", treffen.stunden_zuruecknehmen, name="stunden-zuruecknehmen"),
    path("stunden/<int:pk>/stornieren/", treffen.stunden_stornieren, name="stunden-stornieren"),
    path("stunden/<int:pk>/wiederherstellen/", treffen.stunden_wiederherstellen, name="stunden-wiederherstellen"),
    path("ehrenamtliche/", person.person_liste, name="person-liste"),
    path("ehrenamtliche/neu/", person.person_neu, name="person-neu"),
    path("ehrenamtliche/<int:pk>/", person.person_detail, name="person-detail"),
    path("ehrenamtliche/<int:pk>/bearbeiten/", person.person_bearbeiten, name="person-bearbeiten"),
    path("ehrenamtliche/<int:pk>/berichtigen/", person.person_berichtigen, name="person-berichtigen"),
    path("ehrenamtliche/<int:pk>/ausscheiden/", person.person_ausscheiden, name="person-ausscheiden"),
    path("ehrenamtliche/<int:pk>/rueckkehr/", person.person_rueckkehr, name="person-rueckkehr"),
    path("ausscheiden/<int:pk>/berichtigen/", person.ausscheiden_berichtigen, name="ausscheiden-berichtigen"),
    path("ehrenamtliche/<int:pk>/erfahrung/", person.erfahrung_aendern, name="erfahrung-aendern"),
    path("erfahrung/<int:pk>/berichtigen/", person.erfahrung_berichtigen, name="erfahrung-berichtigen"),
    path("ehrenamtliche/<int:pk>/einsaetze/neu/", person.einsatz_neu, name="einsatz-neu"),
    path("einsaetze/<int:pk>/beenden/", person.einsatz_beenden, name="einsatz-beenden"),
]
