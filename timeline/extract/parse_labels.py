"""Labels of the parse that several rules ask for, and the words of relative clauses."""

from __future__ import annotations

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN"})
AUXILIARIES = frozenset({"aux", "auxpass"})
