"""Timing: jobs take turns within one run, and every figure keeps its spread."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Clock = Callable[[], float]
CPU: Clock = time.process_time
WALL: Clock = time.perf_counter


@dataclass(frozen=True)
class Job:
    """Something to measure, and how often."""

    run: Callable[[], object]
    repeats: int = 5


@dataclass(frozen=True)
class Row:
    """One line of the report.

    ``met`` is None where there is no target. A row with ``binding`` decides, if its
    target is missed, that the benchmark fails.
    """

    what: str
    ours: str
    against: str = "-"
    ratio: str = "-"
    target: str = "-"
    met: bool | None = None
    binding: bool = False

    def cells(self) -> tuple[str, ...]:
        """Return the row as it is printed."""
        met = {None: "-", True: "yes", False: "NO"}[self.met]
        return self.what, self.ours, self.against, self.ratio, self.target, met


def in_turns(jobs: Mapping[str, Job], clock: Clock) -> dict[str, list[float]]:
    """Return the seconds of every repeat of every job, measured in turns.

    Jobs with fewer repeats are spread evenly among the others. Garbage is collected
    before each repeat, so that none pays for what another left behind.
    """
    turns = sorted(
        ((turn + 0.5) / job.repeats, name)
        for name, job in jobs.items()
        for turn in range(job.repeats)
    )
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    for _, name in turns:
        gc.collect()
        start = clock()
        jobs[name].run()
        seconds[name].append(clock() - start)
    return seconds


def percentile_95(values: Sequence[float]) -> float:
    """Return the value that 95% of the values do not exceed."""
    return statistics.quantiles(values, n=20)[-1]


def length(seconds: float) -> str:
    """Return a length of time with three figures and a readable unit."""
    if seconds < 1:
        return f"{seconds * 1000:.3g} ms"
    return f"{seconds:.3g} s" if seconds < 100 else f"{seconds:,.0f} s"


def spread(values: Sequence[float]) -> str:
    """Return the median, the least and the most, and how many repeats there were."""
    low, high = length(min(values)), length(max(values))
    return f"{length(statistics.median(values))} ({low} to {high}; n={len(values)})"


def compared(ours: float, against: float, more: str, less: str) -> str:
    """Return our figure beside another in words, ``more`` where ours is smaller.

    Examples
    --------
    >>> compared(1, 2, "times faster", "times slower")
    '2.0 times faster'
    >>> compared(3, 2, "times faster", "times slower")
    '1.5 times slower'
    """
    if ours <= against:
        return f"{against / ours:.1f} {more}"
    return f"{ours / against:.1f} {less}"


def times_faster(ours: Sequence[float], against: Sequence[float]) -> float:
    """Return how many times our median goes into the other."""
    return statistics.median(against) / statistics.median(ours)
