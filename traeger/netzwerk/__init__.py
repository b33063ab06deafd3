"""Netzwerkarbeit und Partner."""
