"""Three classes and one of which nothing can be told: against the Poisson tails."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from copro_map.coverage.rules.for_its_size import for_its_size
from copro_map.coverage.rules.low_record import funnel

TAIL = 0.001


@given(st.integers(0, 120), st.floats(0.5, 80))
def test_classes_are_those_of_the_exact_tails(count, usual):
    counts, expected = pd.Series({"x": float(count)}), pd.Series({"x": usual})
    found = for_its_size(counts, funnel(expected))["x"]
    if poisson.sf(count - 1, usual) < TAIL * 0.999 and count > 1:
        assert found == "more"
    elif poisson.cdf(0, usual) > TAIL * 1.001:  # not even none would be beyond chance
        assert found in ("cannot_tell", "more")
        assert count <= 1 or poisson.sf(count - 1, usual) >= TAIL or found == "more"
    elif poisson.cdf(count, usual) < TAIL * 0.999:
        assert found == "fewer"
    elif poisson.cdf(count, usual) > TAIL * 1.001 and (
        poisson.sf(count - 1, usual) > TAIL * 1.001
    ):
        assert found == "usual"
