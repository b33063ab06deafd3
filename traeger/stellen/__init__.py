"""Vereinbarungen, Stellenanteile, Bewilligungen, Stellenplan."""
