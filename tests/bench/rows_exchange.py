"""Packs: making and taking them, their order, and whether the size of the file matters."""
import os
import random
import shutil
import subprocess
import sys
import time

from bench import FILES, LONG, WIJK, row, times

PACKS, ACTS = (1000, 100) if LONG else (100, 100)


def folder():
    path = f"{FILES}/exchange"
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(path)
    return path


def run(copy, *arguments):
    """One command at one copy, each of which is a computer of its own with its own keys."""
    environment = dict(os.environ, XDG_DATA_HOME=f"{copy}.data", XDG_CONFIG_HOME=f"{copy}.config")
    begin = time.perf_counter()
    done = subprocess.Popen([WIJK, "-f", copy, *arguments], env=environment, stdout=subprocess.DEVNULL,
                            stderr=subprocess.PIPE)
    said = done.stderr.read()
    _, status, used = os.wait4(done.pid, 0)
    done.returncode = os.waitstatus_to_exitcode(status)
    if done.returncode != 0:
        sys.exit(f"bench: wijk {' '.join(arguments)}: {said.decode()}")
    return time.perf_counter() - begin, used.ru_maxrss / 1024


def partners(path, first, count):
    with open(path, "w", encoding="utf-8") as out:
        out.write("name,kind\n")
        for i in range(first, first + count):
            out.write(f"Partner {i} of the exchange,school\n")


def filled(place, name, count, first=0):
    """A copy with so many rows, each of them a change."""
    copy = f"{place}/{name}.wijk"
    if not os.path.exists(copy):
        run(copy, "init", copy)
    partners(f"{place}/{name}.csv", first, count)
    run(copy, "import", "--as", "partner", f"{place}/{name}.csv")
    return copy


def volume(place):
    for count in (10_000, 100_000) + ((1_000_000,) if LONG else ()):
        copy = filled(place, f"from{count}", count)
        empty = f"{place}/to{count}.wijk"
        run(empty, "init", empty)
        pack = f"{place}/{count}.pack"
        aim = "≤ 3 s" if count == 100_000 else "–"
        seconds, memory = run(copy, "pack", pack, "--since", "all")
        row(f"pack {count:,} changes, {memory:.0f} MB of memory", f"{seconds:.2f} s, {seconds / count * 1e6:.1f} µs each", aim=aim)
        seconds, memory = run(empty, "take", pack, "--trust")
        row(f"take {count:,} changes, {memory:.0f} MB of memory", f"{seconds:.2f} s, {seconds / count * 1e6:.1f} µs each", aim=aim)


def order(place):
    """Packs with 100 new rows each, taken one by one: as they were made, and in any order."""
    packs = []
    for i in range(PACKS):
        copy = filled(place, "many", ACTS, i * ACTS)
        packs.append(f"{place}/{i}.pack")
        run(copy, "pack", packs[-1], "--since", str(i + 1) if i else "all")
    spent = {}
    for name, one_by_one in (("in order", packs), ("any order", random.Random(1).sample(packs, PACKS))):
        copy = f"{place}/{name}.wijk"
        run(copy, "init", copy)
        spent[name] = sum(run(copy, "take", pack, "--trust")[0] for pack in one_by_one)
    row(f"take {PACKS:,} packs in any order, and in order", f"{spent['any order']:.1f} s", f"{spent['in order']:.1f} s",
        times(spent["any order"], spent["in order"]), "≤ 2 ×")


def measure():
    place = folder()
    try:
        volume(place)
        order(place)
    finally:
        shutil.rmtree(place)
