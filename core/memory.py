"""Python looks for unreachable cycles each time some hundred objects were made; a large table makes millions."""

import gc
from contextlib import contextmanager
from threading import Lock

SELDOM = 100_000


class Thresholds:
    """What they were before the first one came in, and how many are inside."""

    def __init__(self):
        self.lock, self.inside, self.before = Lock(), 0, (0, 0, 0)

    def enter(self):
        with self.lock:
            if not self.inside:
                self.before = gc.get_threshold()
                if 0 < self.before[0] < SELDOM:
                    gc.set_threshold(SELDOM, *self.before[1:])
            self.inside += 1

    def leave(self):
        with self.lock:
            self.inside -= 1
            if not self.inside:
                gc.set_threshold(*self.before)


_thresholds = Thresholds()


@contextmanager
def seldom_searched():
    """Inside, cycles are looked for once in 100,000 objects: rows have none, and a fifth of an import went into it.

    It holds for all threads until the last one has left.
    """
    _thresholds.enter()
    try:
        yield
    finally:
        _thresholds.leave()
