"""Filter der Listen des ersten Stockwerks, je Thema ein Modul."""

from .konto import MitgliedFilter

__all__ = ["MitgliedFilter"]
