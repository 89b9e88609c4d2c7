"""Partial dates and dated relations for property tests: few years, so that ends meet often."""

import datetime

from hypothesis import strategies as st

from core.choices import Precision
from core.dates import SEASON_STARTS, SPRING_FESTIVAL, PartialDate

FIRST, LAST = datetime.date(2014, 11, 1), datetime.date(2018, 2, 28)

days = st.dates(FIRST, LAST) | st.sampled_from(
    [datetime.date(year, *day) for year in (2015, 2016, 2017) for day in [(1, 1), (2, 28), (3, 1), (12, 31)]]
)
years = st.integers(2015, 2017)
derived = st.booleans()
known_dates = st.one_of(
    st.builds(PartialDate.day, days, derived=derived),
    st.builds(PartialDate.month, years, st.integers(1, 12), derived=derived),
    st.builds(PartialDate.season, years, st.sampled_from([*SEASON_STARTS, SPRING_FESTIVAL]), derived=derived),
    st.builds(PartialDate.year, years, derived=derived),
)
partial_dates = known_dates | st.just(PartialDate(Precision.UNKNOWN))


@st.composite
def periods(draw):
    """Fields of a dated relation that the constraints allow."""
    since = draw(partial_dates)
    until = draw(st.none() | partial_dates)
    if until is not None and until.is_known and since.is_known and until.latest < since.earliest:
        since, until = until, since
    return {
        "since": since,
        "until": until,
        "attested_on": draw(st.none() | partial_dates),
        "first_recorded_on": draw(days),
    }
