"""What the measurements of tests/bench/ share: running tools, medians of rounds, and rows of the table.

A file rows_NAME.py beside this one adds rows: it imports this module and has a function measure(), which table.py
calls after its own parts, in the order of the names. Whatever is timed is repeated, ours and the floor in turn, and
the median of the rounds counts: other work on the machine hits both alike."""
import os
import shutil
import statistics
import subprocess
import sys
import time

FILES = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else os.path.abspath("build/bench")
TOOLS, WIJK = os.path.abspath("build/tests/bench"), os.path.abspath("build/wijk")
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
LONG = os.environ.get("BENCH_LONG") == "1"
CITY, SMALL = f"{FILES}/city.wijk", f"{FILES}/small.wijk"


def run(*command):
    """What a tool printed, as {word: number} of its 'word number' pairs; a line's own name is not one."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"bench: {' '.join(command)}: {done.stderr.strip()}")
    found = {}
    for line in done.stdout.splitlines():
        words = line.split()
        words = words[1:] if len(words) % 2 else words
        found.update({f"{words[0]}" if i == 0 else words[i]: float(words[i + 1]) for i in range(0, len(words), 2)})
    return found


def rounds(ours, floor, count=ROUNDS):
    """Medians of both over the rounds, word by word."""
    both = [(ours(), floor() if floor else {}) for _ in range(count)]
    return [{word: statistics.median(one[side][word] for one in both) for word in both[0][side]} for side in (0, 1)]


def show(microseconds):
    return f"{microseconds / 1000:.1f} ms" if microseconds >= 1000 else f"{microseconds:.0f} µs"


def row(work, ours, floor="–", ratio="–", aim="–"):
    print(f"| {work} | {ours} | {floor} | {ratio} | {aim} |", flush=True)


def times(one, other):
    return f"{one / other:.2f}" if other else "–"


def copy_of(path, name):
    """A copy of a bench file to write in, on the disk before it is measured. Remove it with forget()."""
    copy = f"{FILES}/{name}.wijk"
    shutil.copy(path, copy)
    os.sync()
    return copy


def forget(copy):
    """Removes a copy, with the key, journal and backups that were made beside it."""
    for left in (copy, copy + ".key", copy + ".key.lock", copy + "-journal"):
        if os.path.exists(left):
            os.remove(left)
    for folder in (copy + ".backups", copy.removesuffix(".wijk") + ".backups"):
        shutil.rmtree(folder, ignore_errors=True)


def seconds_of(*command):
    begin = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"bench: {' '.join(command)}: {done.stderr.strip()}")
    return time.monotonic() - begin
