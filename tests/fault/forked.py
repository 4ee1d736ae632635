"""Run something in a child process that may be killed, limited or stripped of its rights.

A fork has all modules loaded already: it starts in milliseconds, and it can give up being root
without losing sight of the interpreter's files.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn


def run(function: Callable[[], object], log: Path) -> int:
    """The exit code of the function in a child, or minus the signal that ended it.

    Standard error of the child goes to `log`.
    """
    return wait(start(function, log))


def start(function: Callable[[], object], log: Path) -> int:
    """Runs the function in a child of which this is the process id."""
    child = os.fork()
    if child == 0:
        _child(function, log)
    return child


def wait(child: int) -> int:
    """The exit code of a child, or minus the signal that ended it."""
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _child(function: Callable[[], object], log: Path) -> NoReturn:
    code = 99
    try:
        handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        os.dup2(handle, 2)
        sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
        function()
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 98
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def give_up_root() -> None:
    """Makes the process one of the user nobody, if it is root's."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
