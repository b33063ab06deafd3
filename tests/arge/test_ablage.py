"""Ablage: Ordner und S3 aus einer Adresse, nie öffentlich, nie überschreibend."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from arge.betrieb.ablage import speicher


def test_ordner_schreibt_nur_fuer_den_eigenen_benutzer(tmp_path):
    """Eine abgelegte Datei liest kein anderes Konto der Maschine; derselbe Name überschreibt nicht."""
    ablage = storages.create_storage(speicher((tmp_path / "abl ä").as_uri(), gesammelt=None)["default"])
    erster, zweiter = (ablage.save("n/nachweis.pdf", ContentFile(inhalt)) for inhalt in (b"eins", b"zwei"))
    assert ablage.open(erster).read() == b"eins"
    assert ablage.open(zweiter).read() == b"zwei"
    assert (tmp_path / "abl ä" / erster).stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "abl ä/n").stat().st_mode & 0o077 == 0


def test_s3_adresse_wird_zerlegt_und_bleibt_privat():
    """Der echte S3-Speicher entsteht mit Eimer, Präfix und Endpunkt; Adressen sind unterschrieben."""
    ablage = storages.create_storage(
        speicher("s3://nachweise/arge?endpoint=https://s3.example.org&region=eu", gesammelt=None)["default"]
    )
    assert (ablage.bucket_name, ablage.location, ablage.endpoint_url) == ("nachweise", "arge", "https://s3.example.org")
    assert ablage.querystring_auth
    assert ablage.default_acl is None


@pytest.mark.parametrize("adresse", ["", "/ablage", "file:///", "ftp://x", "s3:///ohne-eimer"])
def test_unbrauchbare_adresse_scheitert_beim_start(adresse):
    with pytest.raises(ValueError, match="ARGE_ABLAGE"):
        speicher(adresse, gesammelt=None)
