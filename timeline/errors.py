"""Every error that Timeline raises on purpose, with its exit code and HTTP status.

TimelineError                 exit 1, HTTP 500
├── UsageError                exit 2, HTTP 400   the command or the address is wrong
│   ├── BadFilter             exit 2, HTTP 400   a filter's value cannot be read
│   ├── BadDate               exit 2, HTTP 400   a date is not EDTF or not a calendar day
│   └── NotFound              exit 2, HTTP 404   no such event, article, actor, place or file
├── Busy                      exit 3, HTTP 503   another process holds the database
├── BadDatabase               exit 4, HTTP 500   not a Timeline database, damaged, or too new
├── DiskError                 exit 5, HTTP 500   disk full or not writable
├── InputRejected             exit 6, HTTP 400   an input could not be read; the others were
└── ModelMissing              exit 1, HTTP 500   the language model is not installed

The message is one line for a person: it names the input and the remedy.
"""

from __future__ import annotations


class TimelineError(Exception):
    """Base of all; ``str()`` is one line that names the input and the remedy."""

    exit_code = 1
    http_status = 500


class UsageError(TimelineError):
    exit_code = 2
    http_status = 400


class BadFilter(UsageError):
    """A query parameter or option whose value cannot be read."""


class BadDate(UsageError):
    """A string that is not an EDTF date, or names a day that does not exist."""


class NotFound(UsageError):
    http_status = 404


class Busy(TimelineError):
    exit_code = 3
    http_status = 503


class BadDatabase(TimelineError):
    exit_code = 4


class DiskError(TimelineError):
    exit_code = 5


class InputRejected(TimelineError):
    exit_code = 6
    http_status = 400


class ModelMissing(TimelineError):
    """The spaCy model is not installed."""
