"""What every program that reads a file apart has in common: its limits, its answer.

``files.workbook`` starts such a program for each file, with the file as its standard
input and what is wanted as JSON. It answers on standard output, with a line of JSON for
each row; if something is wrong, the last one says so (``wrong``). It loads no more than
it needs, so that a start takes hundredths of a second.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Answer = Iterable[list[str] | dict[str, Any]]


class Refused(Exception):  # noqa: N818 - no fault of ours: the answer is that
    """What is wrong with a file, and what there is to say about it."""

    def __init__(self, wrong: str, **facts: object) -> None:
        super().__init__(wrong)
        self.answer: dict[str, Any] = {"wrong": wrong, **facts}


def limit_this_process(memory: int, seconds: int) -> None:
    """Let the system end this process if it wants more memory (bytes) or time.

    The memory is what it may take besides what it has, which depends on the system.
    Where Python has no ``resource`` (Windows), whoever started it must watch it.
    """
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[0])
        memory += pages * resource.getpagesize()
    except ImportError:
        return
    except OSError:
        pass  # not Linux
    for name, most in (
        ("RLIMIT_AS", memory),
        ("RLIMIT_CPU", seconds),
        ("RLIMIT_FSIZE", memory),
        ("RLIMIT_CORE", 0),
    ):
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
        except (AttributeError, OSError, ValueError):
            continue  # not known here, or a lower one is in force


def run(answer: Callable[[bytes, dict[str, Any]], Answer]) -> None:
    """Read standard input as the first argument says; write the answer."""
    wanted = json.loads(sys.argv[1])
    limit_this_process(wanted["memory"], wanted["seconds"])
    data = sys.stdin.buffer.read(wanted["bytes"] + 1)
    for line in answer(data, wanted):
        told = json.dumps(line, ensure_ascii=False)
        # Half a character is told as it is: who asked names its cell.
        sys.stdout.buffer.write(told.encode("utf-8", "surrogatepass") + b"\n")
