"""The figures as Markdown tables, one for each pass."""

from statistics import median


def tables(results: list, ours: str) -> str:
    """A row for each cell and batch; a peer's cell has its time and how many times ours is faster."""
    rounds = {(r["pass"], r["cell"], r["batch"], r["engine"]): r["rounds"] for r in results}
    peers = [engine for engine in dict.fromkeys(r["engine"] for r in results) if engine != ours]
    lines = [f"Milliseconds of a call at the median; in bold the peer's over {ours}'s: above 1 ours is faster."]
    for which in dict.fromkeys(r["pass"] for r in results):
        lines += ["", f"**{which}**", "", row(["cell", "batch", ours] + peers), row(["---", "---:"] + ["---:"] * (1 + len(peers)))]
        for cell, batch in dict.fromkeys((r["cell"], r["batch"]) for r in results):
            own = milliseconds(rounds[which, cell, batch, ours], batch)
            cells = [cell, str(batch), f"{own:.2f}"]
            for engine in peers:
                told = rounds.get((which, cell, batch, engine))
                cells.append(compared(milliseconds(told, batch), own) if told else "")
            lines.append(row(cells))
    return "\n".join(lines)


def milliseconds(rates: list, batch: int) -> float:
    return 1000.0 * batch / median(rates)


def compared(told: float, own: float) -> str:
    return f"{told:.2f} **{told / own:.2f}**"


def row(cells: list) -> str:
    return "| " + " | ".join(cells) + " |"
