import gc

import pytest

from core.memory import SELDOM, seldom_searched


@pytest.fixture(autouse=True)
def thresholds():
    before = gc.get_threshold()
    yield before
    gc.set_threshold(*before)


def test_cycles_are_looked_for_as_often_as_before_once_the_last_one_has_left(thresholds):
    with seldom_searched():
        with seldom_searched():
            assert gc.get_threshold()[0] == SELDOM
        assert gc.get_threshold()[0] == SELDOM

    assert gc.get_threshold() == thresholds


def test_cycles_are_looked_for_again_after_an_error(thresholds):
    with pytest.raises(ZeroDivisionError), seldom_searched():
        1 / 0  # noqa: B018

    assert gc.get_threshold() == thresholds


@pytest.mark.parametrize("often", [0, 2 * SELDOM])
def test_what_looks_never_or_more_seldom_stays_so(often):
    gc.set_threshold(often, 10, 10)

    with seldom_searched():
        assert gc.get_threshold()[0] == often
