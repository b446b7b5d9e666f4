"""The figures as a Markdown table."""

from statistics import median


def table(results: list, ours: list, streaming: list) -> str:
    """A row for each thread setting and batch; a peer's cell has its rate and ours over it."""
    rates = {(r["threads"], r["batch"], r["engine"]): r["rounds"] for r in results}
    engines = dict.fromkeys(r["engine"] for r in results)
    peers = [engine for engine in engines if engine not in ours + streaming]
    reference = ours[-1]
    lines = [
        f"Windows per second, median (lowest to highest round); in bold {reference} over the peer: above 1 ours is faster.",
        "The streaming columns are readings per second, in bold over the fastest windowed form of the row, peers and ours.",
        "",
        row(["threads", "batch"] + ours + peers + streaming),
        row(["---:"] * (2 + len(engines))),
    ]
    for threads, batch in sorted({(r["threads"], r["batch"]) for r in results}):
        own = median(rates[threads, batch, reference])
        best = max(median(rates[threads, batch, engine]) for engine in ours + peers)
        cells = [str(threads), str(batch)] + [cell(rates[threads, batch, engine]) for engine in ours]
        for engine in peers:
            rounds = rates[threads, batch, engine]
            cells.append(f"{cell(rounds)} **{own / median(rounds):.2f}**")
        for engine in streaming:
            rounds = rates[threads, batch, engine]
            cells.append(f"{cell(rounds)} **{median(rounds) / best:.1f}**")
        lines.append(row(cells))
    return "\n".join(lines)


def cell(rounds: list) -> str:
    return f"{median(rounds):.0f} ({min(rounds):.0f} to {max(rounds):.0f})"


def row(cells: list) -> str:
    return "| " + " | ".join(cells) + " |"
