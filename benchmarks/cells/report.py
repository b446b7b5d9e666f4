"""The figures as Markdown tables, one for each pass."""

from statistics import median


def tables(results: list, ours: str) -> str:
    """A row for each cell and batch; a peer's cell has its time and how many times ours is faster."""
    rounds = {(r["pass"], r["cell"], r["batch"], r["engine"]): r["rounds"] for r in results}
    peers = [engine for engine in dict.fromkeys(r["engine"] for r in results) if engine != ours]
    lines = [
        "Milliseconds of a call at the median (fastest to slowest round); in bold the peer's median "
        f"over {ours}'s: above 1 ours is faster."
    ]
    for which in dict.fromkeys(r["pass"] for r in results):
        lines += ["", f"**{which}**", "", row(["cell", "batch", ours] + peers), row(["---", "---:"] + ["---:"] * (1 + len(peers)))]
        for cell, batch in dict.fromkeys((r["cell"], r["batch"]) for r in results):
            own = milliseconds(rounds[which, cell, batch, ours], batch)
            cells = [cell, str(batch), shown(own)]
            for engine in peers:
                told = rounds.get((which, cell, batch, engine))
                cells.append(compared(milliseconds(told, batch), own) if told else "")
            lines.append(row(cells))
    return "\n".join(lines)


def milliseconds(rates: list, batch: int) -> list:
    return sorted(1000.0 * batch / rate for rate in rates)


def shown(times: list) -> str:
    return f"{median(times):.2f} ({times[0]:.2f} to {times[-1]:.2f})"


def compared(told: list, own: list) -> str:
    return f"{shown(told)} **{median(told) / median(own):.2f}**"


def row(cells: list) -> str:
    return "| " + " | ".join(cells) + " |"
