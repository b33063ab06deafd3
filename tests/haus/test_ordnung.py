"""Namen und Titel ordnen sich überall deutsch: nie nach Bytes, in denen „Österfeld“ nach „Zeppelin“ steht."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from arge.zusammensetzung import APPS

HAUS = ("arge", *APPS)
MODELLE = [m for m in apps.get_models() if m.__module__.split(".")[0] in HAUS and not hasattr(m, "pgh_tracked_model")]
#: Kürzel tippt niemand frei; sie ordnen sich überall gleich.
TECHNISCH = {"kuerzel", "schluessel"}
#: Frei geschriebener Text; was gerechnet ist (`suchname`) oder eine Auswahl, hat seine Ordnung schon.
_TEXTE = [f for m in MODELLE for f in m._meta.fields if isinstance(f, models.CharField)]
TEXTFELDER = {f.name for f in _TEXTE if not f.choices} - {f.name for f in _TEXTE if f.choices} - TECHNISCH
NACH_BYTES = re.compile(rf'order_by\((?:[^()]|\([^()]*\))*?(?<!Deutsch\()"-?(?:\w+__)?(?:{"|".join(sorted(TEXTFELDER))})"')


@pytest.mark.parametrize("modell", MODELLE, ids=lambda m: m._meta.label)
def test_vorgabe_der_ordnung(modell):
    nach_text = [
        teil for teil in modell._meta.ordering if isinstance(teil, str) and teil.lstrip("-").split("__")[-1] in TEXTFELDER
    ]
    assert nach_text == []


def test_keine_abfrage_ordnet_text_nach_bytes():
    quellen = [d for app in HAUS for d in Path(app).rglob("*.py") if not {"migrations", "management"} & set(d.parts)]
    funde = [f"{datei}: {fund}" for datei in quellen for fund in NACH_BYTES.findall(datei.read_text())]
    assert funde == []
    assert NACH_BYTES.search('x.order_by("-von", "name")')
    assert not NACH_BYTES.search('x.order_by("-von", Deutsch("name"))')
