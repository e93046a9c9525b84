"""A meeting in a file of 5,000: Enter to saved and repainted on the real event loop, and closing one of 500 lines."""
from bench import CITY, ROUNDS, TOOLS, copy_of, forget, row, rounds, run, show, times

LINES = 500


def held():
    copy = copy_of(CITY, "meeting")
    found = run(f"{TOOLS}/meeting", copy, str(LINES))
    forget(copy)
    return found


def bare():
    copy = copy_of(CITY, "meeting")
    found = run(f"{TOOLS}/floor_save", copy, str(LINES))
    forget(copy)
    return found


def measure():
    ours, floor = rounds(held, bare, ROUNDS)
    row("a line of a meeting: Enter to saved and repainted, p99", show(ours["p99"]), show(floor["p99"]), times(ours["p99"], floor["p99"]))
    row(f"close a meeting of {LINES} lines, minutes frozen", show(ours["microseconds"]), aim="≤ 200 ms")
