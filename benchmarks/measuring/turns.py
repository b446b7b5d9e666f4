"""Sides that take turns, each in a fresh process that answers with one JSON document."""

import json
import subprocess
import sys


def collect(sides: list, turns: int) -> tuple:
    """Each side's rounds of all turns by key, and the versions of what ran."""
    collected, versions = {}, {}
    for turn in range(turns):
        for side in sides:
            print(f"turn {turn + 1} of {turns}: {side}", file=sys.stderr)
            measured, told = side.measure()
            versions.update(told)
            for key, rounds in measured.items():
                collected.setdefault(key, []).extend(rounds)
    return collected, versions


def document(command: list, environment: dict) -> dict:
    """What a process printed on its standard output."""
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    return json.loads(done.stdout)
