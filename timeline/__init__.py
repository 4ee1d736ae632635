"""Timeline: turn a pile of articles into a timeline that a reader can check."""

__version__ = "0.1.0"
