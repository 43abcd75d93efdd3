"""Figures of repeated measurements: what lies in the middle, and how far they lie apart."""

from __future__ import annotations

from statistics import median, quantiles
from typing import Any


def percentile(values: list[float], percent: int) -> float:
    """Return the value below which so many percent of the values lie."""
    return quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]


def summary(values: list[float]) -> dict[str, Any]:
    """Return the `median` of values, the `low`est, the `high`est and the `runs`, in the unit of the values."""
    return {"median": median(values), "low": min(values), "high": max(values), "runs": len(values)}


def spread(values: list[float]) -> dict[str, Any]:
    """Return `p50` and `p95` of values, and how many `runs` they are."""
    return {"p50": percentile(values, 50), "p95": percentile(values, 95), "runs": len(values)}
