"""Sitzungen, Beschlüsse, Aufgaben."""
