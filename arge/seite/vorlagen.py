"""Jinja-Umgebung für jede Seite, jedes Formular und jede PDF-Vorlage: ein Satz Bausteine, ein Satz Formate."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.forms.boundfield import BoundField
from django.forms.renderers import BaseRenderer
from django.forms.widgets import (
    CheckboxInput,
    CheckboxSelectMultiple,
    FileInput,
    MultiWidget,
    RadioSelect,
    Select,
    Textarea,
)
from django.template import engines
from django.template.backends.utils import csrf_input
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_htmx.jinja import htmx_script
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound
from markupsafe import Markup

from arge.dokument.bilddatei import als_adresse
from arge.dokument.gliederung import gliedern
from arge.seite.meldung import rueckweg
from arge.zahlen import format as formate
from arge.zahlen.tabelle import Tabelle
from arge.zahlen.zeichnung import Seite

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest


class NurJinja(FileSystemLoader):
    """Lädt nur `*.jinja`: im selben Ordner liegen Django-Vorlagen (allauth), die Jinja nicht lesen kann."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        if not template.endswith(".jinja"):
            raise TemplateNotFound(template)
        return super().get_source(environment, template)


@lru_cache(maxsize=4096)
def _adresse(urlconf: str, name: str, args: tuple[Any, ...]) -> str:
    return reverse(name, urlconf=urlconf, args=args)


@lru_cache(maxsize=256)
def _adresse_oder_leer(urlconf: str, name: str) -> str:
    try:
        return _adresse(urlconf, name, ())
    except NoReverseMatch:
        return ""


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Pfad zu einem Routennamen; ohne benannte Argumente gemerkt, weil `reverse` je Tabellenzelle zu teuer ist."""
    return reverse(name, args=args, kwargs=kwargs) if kwargs else _adresse(settings.ROOT_URLCONF, name, args)


def url_oder_leer(name: str) -> str:
    """Wie `url`, aber leer, wenn es die Route nicht gibt: die Hülle steht auch, wenn eine App fehlt."""
    return _adresse_oder_leer(settings.ROOT_URLCONF, name)


def zugang_von(request: HttpRequest | None) -> Any:
    """Der Zugang der Anfrage oder None – auch auf Fehlerseiten, die vor der Anmeldung entstehen."""
    return getattr(getattr(request, "user", None), "zugang", None)


def absendung(request: HttpRequest) -> dict[str, Any]:
    """`csrf_input` jedes Formulars: Djangos Zeichen und die Mitgliedschaft, in der es gezeigt wird (traeger.zugang.anfrage)."""

    def feld() -> SafeString:
        unter = getattr(request, "unter", None)
        muster = '{}<input type="hidden" name="unter" value="{}">' if unter else "{}"
        return format_html(muster, csrf_input(request), unter)

    return {"csrf_input": lazy(feld, SafeString, str)()}


def _erlaubt(zugang: Any, seiten: Iterable[tuple[str, str, str | None]]) -> list[tuple[str, str]]:
    """(Titel, Adresse) der Seiten, die diese Mitgliedschaft öffnen darf."""
    return [
        (titel, ziel)
        for name, titel, recht in seiten
        if (ziel := url_oder_leer(name)) and (recht is None or zugang.darf(recht))
    ]


#: So viele Punkte hat das Hauptmenü; was eine Rolle darüber hinaus öffnet, steht im Kontomenü unter „Verwalten“.
HAUPTPUNKTE = 6


def navigation(request: HttpRequest | None) -> list[dict[str, Any]]:
    """Menü aus `settings.NAVIGATION` (Route, Titel, Recht): nur, was diese Mitgliedschaft öffnen darf, in fester Ordnung.

    Die ersten `HAUPTPUNKTE` sind das Hauptmenü. Zum Start führt der Name des Hauses im Kopf. Ein Punkt mit Abschnitt führt auf dessen erste erlaubte Seite: Wer nur das Partnerverzeichnis lesen darf, findet es.
    Was der eigene Träger nicht betreibt (`zugang.zeigt`), steht nur da, wenn man gerade dort ist.
    """
    zugang = zugang_von(request)
    if zugang is None or request is None:
        return []
    punkte = []
    for name, titel, recht in settings.NAVIGATION:
        seiten = _erlaubt(zugang, settings.ABSCHNITTE.get(name, [(name, titel, recht)]))
        hier = any(_liegt_unter(request.path, ziel) for _, ziel in seiten)
        if seiten and (hier or zugang.zeigt(recht) or not zugang.darf(recht)):
            punkte.append({"url": seiten[0][1], "titel": titel, "aktiv": hier, "hier": request.path == seiten[0][1]})
    if not any(p["aktiv"] for p in punkte):
        app = request.path.strip("/").split("/")[0]
        heimat = url_oder_leer(settings.HEIMAT[app]) if app in settings.HEIMAT else ""
        for punkt in punkte:
            punkt["aktiv"] = bool(heimat) and punkt["url"] == heimat
    return punkte


def _liegt_unter(pfad: str, ziel: str) -> bool:
    return pfad == ziel or (ziel != "/" and pfad.startswith(ziel))


#: Eine Reihe Reiter: (Titel, Adresse, aria-current oder leer).
Reihe = list[tuple[str, str, str]]


def abschnitt(request: HttpRequest | None) -> tuple[Reihe, Reihe]:
    """Reiter des Abschnitts, in dem diese Seite liegt, und darunter die der Gruppe, in der sie liegt; leer außerhalb von beidem."""
    zugang = zugang_von(request)
    if zugang is None or request is None:
        return [], []
    for seiten in settings.ABSCHNITTE.values():
        erlaubt = _erlaubt(zugang, seiten)
        hier = max((ziel for _, ziel in erlaubt if _liegt_unter(request.path, ziel)), key=len, default="")
        if hier:
            return _reihen(erlaubt, hier)
    return [], []


def _reihen(erlaubt: list[tuple[str, str]], hier: str) -> tuple[Reihe, Reihe]:
    """Wo eine Gruppe beginnt, steht ihr Name und führt auf ihre erste Seite; wer in ihr ist, sieht auch ihre Seiten."""
    gruppe_von = {url_oder_leer(route): name for name, routen in settings.REITERGRUPPEN.items() for route in routen}
    oben: Reihe = []
    darunter: Reihe = []
    for titel, ziel in erlaubt:
        gruppe = gruppe_von.get(ziel)
        zusammen = [(t, z) for t, z in erlaubt if gruppe and gruppe_von.get(z) == gruppe]
        if len(zusammen) < 2:
            oben.append((titel, ziel, "page" if ziel == hier else ""))
        elif ziel == zusammen[0][1]:
            darin = hier in {z for _, z in zusammen}
            oben.append((str(gruppe), ziel, "true" if darin else ""))
            darunter += [(t, z, "page" if z == hier else "") for t, z in zusammen if darin]
    return oben, darunter


class Bausteine:
    """`b.knopf(…)` in jeder Vorlage ohne Import; ein Makro steht in genau einer Datei unter `bausteine/`."""

    def __init__(self, env: Environment) -> None:
        self._env = env

    def __getattr__(self, name: str) -> Any:
        makro = self._suchen(name)
        if not self._env.auto_reload:
            self.__dict__[name] = makro
        return makro

    def _suchen(self, name: str) -> Any:
        for datei in ("basis", "zahlen", "bild", "formular", "liste"):
            if makro := getattr(self._env.get_template(f"bausteine/{datei}.jinja").module, name, None):
                return makro
        raise AttributeError(f"Keinen Baustein „{name}“ unter templates/bausteine gefunden.")


class Einstellungen:
    """Die wenigen Einstellungen, die Vorlagen nennen; Schlüssel und Zugänge sehen sie nie."""

    NAMEN = frozenset({"BARRIERE_ADRESSE", "DEMO", "PROGRAMMSTAND", "ANMELDUNG_LEERLAUF"})

    def __getattr__(self, name: str) -> Any:
        if name not in self.NAMEN:
            raise AttributeError(name)
        return getattr(settings, name)


def umgebung(**optionen: Any) -> Environment:
    """Die eine Umgebung: ein Tippfehler in einer Vorlage ist ein Fehler, kein leerer Platz (StrictUndefined)."""
    optionen |= {
        "loader": NurJinja(settings.VORLAGEN),
        "undefined": StrictUndefined,
        "autoescape": True,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    env = Environment(**optionen)  # noqa: S701 – autoescape steht oben
    env.filters |= {name: getattr(formate, name) for name in FORMATE}
    env.filters["bildadresse"] = als_adresse
    env.filters["gliedern"] = lambda html: Markup(gliedern(str(html)))  # noqa: S704 – schon gerenderte Vorlage
    env.globals |= {
        "static": static if settings.DEBUG else lru_cache(static),
        "url": url,
        "url_oder_leer": url_oder_leer,
        "navigation": navigation,
        "HAUPTPUNKTE": HAUPTPUNKTE,
        "abschnitt": abschnitt,
        "zugang_von": zugang_von,
        "rueckweg": rueckweg,
        "htmx_script": htmx_script if settings.DEBUG else lru_cache(htmx_script),
        "einstellungen": Einstellungen(),
        "Tabelle": Tabelle,
        "massstab": Seite(),
        "b": Bausteine(env),
    }
    return env


FORMATE = ("waehlbar", "minuten", "datum", "zeitpunkt", "spanne", "seit", "euro", "vzae", "zahl", "prozent")


class Feld(BoundField):
    """Ein Formularfeld mit den KERN-Klassen seines Bedienelements – dasselbe für eigene und allauth-Formulare."""

    @property
    def art(self) -> str:
        widget = self.field.widget
        if widget.is_hidden:
            return "versteckt"
        for klassen, art in ARTEN:
            if isinstance(widget, klassen):
                return art
        return "eingabe"

    @property
    def sprungziel(self) -> str:
        """Ziel der Fehlerübersicht: bei Kästchen und Auswahlpunkten die erste Möglichkeit."""
        return f"{self.auto_id}_0" if self.art in {"gruppe", "mehrteilig"} else str(self.auto_id)

    @property
    def aria_describedby(self) -> str | None:
        """Wo der Platz für den Fehler immer da ist (Filter), gehört er auch leer zum Feld."""
        kennung, fehler = super().aria_describedby, f"{self.auto_id}_error"
        platz = getattr(self.form, "fehlerplatz", False) and kennung is not None and not self.is_hidden and not self.errors
        return f"{kennung} {fehler}".strip() if platz else kennung

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Any = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        if self.art != "versteckt":
            grund = KLASSEN[self.art]
            eigene = self.field.widget.attrs.get("class", "")
            fehler = f"{grund}--error" if self.errors else ""
            attrs["class"] = " ".join(filter(None, (grund, eigene, fehler)))
            attrs.setdefault("placeholder", False)  # ein Platzhalter ist kein Etikett und verschwindet beim Tippen
        return attrs


ARTEN: list[tuple[Any, str]] = [
    ((RadioSelect, CheckboxSelectMultiple), "gruppe"),
    (CheckboxInput, "haken"),
    (Select, "auswahl"),
    (Textarea, "text"),
    (FileInput, "datei"),
    (MultiWidget, "mehrteilig"),
]
KLASSEN = {
    "eingabe": "kern-form-input__input",
    "text": "kern-form-input__input",
    "datei": "kern-form-input__input",
    "mehrteilig": "kern-form-input__input",
    "auswahl": "kern-form-input__select",
    "haken": "kern-form-check__checkbox",
    "gruppe": "kern-form-check__gruppe",
}
_EINGABEN = "text number email url password hidden date datetime time input file checkbox tel search color"
VORLAGE_FUER = {
    **{f"django/forms/widgets/{name}.html": "formulare/widgets/eingabe.jinja" for name in _EINGABEN.split()},
    **{
        f"django/forms/widgets/{name}.html": f"formulare/widgets/{ziel}.jinja"
        for name, ziel in {
            "textarea": "text", "select": "auswahl", "radio": "gruppe", "checkbox_select": "gruppe",
            "clearable_file_input": "datei", "multiwidget": "mehrteilig", "splitdatetime": "mehrteilig",
            "multiple_hidden": "mehrteilig", "splithiddendatetime": "mehrteilig",
        }.items()
    },
    "django_filters/widgets/multiwidget.html": "formulare/widgets/mehrteilig.jinja",
    "django/forms/errors/list/default.html": "formulare/fehlerliste.jinja",
    "django/forms/errors/list/ul.html": "formulare/fehlerliste.jinja",
    "django/forms/div.html": "formulare/felder.jinja",
    "django/forms/p.html": "formulare/felder.jinja",
}  # fmt: skip


class Formulare(BaseRenderer):
    """FORM_RENDERER: Formulare und Felder kommen aus `templates/formulare` derselben Umgebung wie die Seiten."""

    form_template_name = "formulare/felder.jinja"
    field_template_name = "formulare/feld.jinja"
    bound_field_class = Feld

    def get_template(self, template_name: str) -> Any:
        return engines["jinja2"].env.get_template(VORLAGE_FUER.get(template_name, template_name))

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        return str(self.get_template(template_name).render(context))
