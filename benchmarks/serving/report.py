"""The figures as Markdown tables."""

from statistics import median

NAMES = {
    "server": "Harbinger server",
    "server-unbatched": "Harbinger server, one window a batch",
    "direct": "bare model",
    "predictors": "predictor a subtask",
    "server-onnxruntime": "Harbinger server, onnxruntime",
    "onnxruntime-java": "onnxruntime in Java",
    "eager": "eager",
    "compile": "compile",
    "onnxruntime": "onnxruntime",
}


# Both of ours, each set beside all the others.
SERVERS = ["server", "server-onnxruntime"]


def tables(collected: dict) -> str:
    sides = [side for side in NAMES if ("capacity", side) in collected]
    return "\n\n".join([capacities(collected, sides), latencies(collected, sides), overload(collected)])


def capacities(collected: dict, sides: list) -> str:
    told = {side: collected["capacity", side] for side in sides}
    lines = [
        "Windows a second where there are always more, median (lowest to highest turn); below them each of our servers over the other.",
        "",
        row([""] + [NAMES[side] for side in sides]),
        row(["---"] + ["---:"] * len(sides)),
        row(["windows a second"] + [f"{median(t):.0f} ({min(t):.0f} to {max(t):.0f})" for t in told.values()]),
    ]
    for server in SERVERS:
        ratios = {side: f"**{median(told[server]) / median(told[side]):.2f}**" for side in sides}
        lines.append(row([f"{NAMES[server]} over it"] + list((ratios | {server: ""}).values())))
    return "\n".join(lines)


def latencies(collected: dict, sides: list) -> str:
    loads = sorted({key[1] for key in collected if key[0] == "load"})
    lines = [
        "Milliseconds from when a window was due to its answer, p50 / p99, median of the turns; in bold the other's p99 over the server's: above 1 the server is faster. A dash: not answered within twice the time, the load is beyond what that side can do.",
        "",
        row(["offered a second"] + [NAMES[side] for side in sides]),
        row(["---:"] * (1 + len(sides))),
    ]
    for load in loads:
        own = middle(collected["load", load, "server"], "p99Millis")
        cells = [f"{load:.0f}"]
        for side in sides:
            turns = collected["load", load, side]
            p50, p99 = middle(turns, "p50Millis"), middle(turns, "p99Millis")
            refused = median(turn["refusedShare"] for turn in turns)
            told = f"{millis(p50)} / {millis(p99)}" + (f", {100 * refused:.0f} % refused" if refused else "")
            if side != "server" and own is not None and p99 is not None:
                told += f" **{p99 / own:.2f}**"
            cells.append(told)
        lines.append(row(cells))
    return "\n".join(lines)


def overload(collected: dict) -> str:
    lines = [
        f"The server around its capacity of {median(collected['overload', 'capacity']):.0f} windows a second, a queue of two batches; of accepted windows.",
        "",
        row(["offered", "answered a second", "refused", "p50 ms", "p99 ms"]),
        row(["---"] + ["---:"] * 4),
    ]
    names = {"before": "half", "atCapacity": "once", "atThreeTimes": "three times", "afterwards": "half again"}
    for moment, name in names.items():
        turns = collected["overload", moment]
        lines.append(
            row(
                [
                    name,
                    f"{median(turn['answered'] for turn in turns):.0f}",
                    f"{100 * median(turn['refusedShare'] for turn in turns):.0f} %",
                    millis(middle(turns, "p50Millis")),
                    millis(middle(turns, "p99Millis")),
                ]
            )
        )
    return "\n".join(lines)


def middle(turns: list, key: str):
    """The median; None where half of the turns or more have none."""
    told = sorted((turn[key] for turn in turns), key=lambda value: float("inf") if value is None else value)
    upper = told[len(told) // 2]
    if upper is None or len(told) % 2 == 1:
        return upper
    return (told[len(told) // 2 - 1] + upper) / 2


def millis(told) -> str:
    return "-" if told is None else f"{told:.1f}"


def row(cells: list) -> str:
    return "| " + " | ".join(cells) + " |"
