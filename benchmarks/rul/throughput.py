"""Windows per second of one function: warm-up, then rounds of a fixed length."""

import time


def measure(run, windows: int, warm_up: float, seconds: float, rounds: int) -> list:
    """The rate of each round; `run` does `windows` windows."""
    _round(run, windows, warm_up)
    return [_round(run, windows, seconds) for _ in range(rounds)]


def _round(run, windows: int, seconds: float) -> float:
    done = 0
    start = time.perf_counter()
    while True:
        run()
        done += windows
        elapsed = time.perf_counter() - start
        if elapsed >= seconds:
            return done / elapsed
