"""Our clamped steps of days, weeks, months and years, held to dateutil's."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core.almanac import Unit, plus

STEPS = st.sampled_from(["day", "week", "month", "year"])


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 400), STEPS)
def test_a_step_lands_where_dateutil_says(day: date, count: int, unit: Unit) -> None:
    assert plus(day, count, unit) == day + relativedelta(**{f"{unit}s": count})  # type: ignore[arg-type]
