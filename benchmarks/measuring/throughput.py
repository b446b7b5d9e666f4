"""How much work a second one function does: warm-up, then rounds of a fixed length."""

import time

CLOCKS = {"cpu": time.thread_time, "wall": time.perf_counter}


def measure(run, items: int, warm_up: float, seconds: float, rounds: int, clock=time.perf_counter) -> list:
    """The rate of each round; `run` does `items` items."""
    _round(run, items, warm_up, clock)
    return [_round(run, items, seconds, clock) for _ in range(rounds)]


def _round(run, items: int, seconds: float, clock) -> float:
    done = 0
    start = clock()
    while True:
        run()
        done += items
        elapsed = clock() - start
        if elapsed >= seconds:
            return done / elapsed
