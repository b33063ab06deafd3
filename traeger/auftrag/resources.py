"""Die Liste hinter einer Seite, ohne die Seite: Der Auftrag öffnet dieselbe View und bekommt dieselben Zeilen und Spalten."""

from collections.abc import Iterable
from functools import partial

from django.http import Http404, HttpRequest, QueryDict
from django.urls import NoReverseMatch, ResolverMatch, resolve, reverse

from arge.seite.liste import Liste
from traeger.models import Benutzer
from traeger.zugang.einsicht import sammel_einsicht

#: So enden die Namen aller Listen (ein Test besteht darauf); nichts anderes wird hier je geöffnet.
ENDUNG = "-liste"


def _route(name: str) -> ResolverMatch | None:
    if not name.endswith(ENDUNG):
        return None
    try:
        return resolve(reverse(name))
    except NoReverseMatch:
        return None


def rechte_der_liste(name: str) -> Iterable[str]:
    """Wer eines dieser Rechte hat, öffnet die Seite; eine, die es nicht gibt, niemand."""
    route = _route(name)
    return getattr(route.func, "rechte", ()) if route else ()


def liste_von(benutzer: Benutzer, name: str, angaben: str) -> Liste:
    """Die Liste dieser Route mit diesen Angaben, wie sie die Person sieht, deren Zugang `benutzer` trägt; sonst 404 oder 403."""
    route = _route(name)
    if route is None:
        raise Http404
    anfrage = HttpRequest()
    anfrage.method, anfrage.path, anfrage.resolver_match = "GET", reverse(name), route
    anfrage.GET = QueryDict(angaben)
    anfrage.user = benutzer
    anfrage.gelesen = partial(sammel_einsicht, benutzer.zugang)
    anfrage.nur_liste = True
    liste = route.func(anfrage)
    if not isinstance(liste, Liste) or not liste.export:
        raise Http404
    return liste
