"""An EDTF date in the words of a language other than English."""

from __future__ import annotations


def spoken(edtf: str, language: str) -> str:
    """Return the date in words; raise BadDate for a string that is no EDTF date."""
    return edtf
