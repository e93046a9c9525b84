#!/usr/bin/env python3
"""Runs every measurement of tests/bench/ beside its floor and prints the table. Called by run.sh, which made the files.
The rows of rows_NAME.py come after those of this file (see bench.py)."""
import csv
import glob
import importlib
import os
import shutil
import statistics

import figures
from bench import CITY, FILES, LONG, ROUNDS, SMALL, TOOLS, WIJK, copy_of, forget, rounds, row, run, seconds_of, show, times


def built(name):
    words = open(f"{FILES}/{name}.built").read().split()
    return {words[i]: float(words[i + 1]) for i in range(0, len(words), 2)}


def starts():
    for name, path, aim in (("small", SMALL, "ratio ≤ 1.5"), ("city", CITY, "≤ 60 ms")):
        pages = f"{FILES}/{name}.pages"
        run(f"{TOOLS}/keys", path, "", "<Down>", "1", pages)
        ours, floor = rounds(lambda: run(f"{TOOLS}/pty", "--", WIJK, path),
                             lambda: run(f"{TOOLS}/pty", "--", f"{TOOLS}/floor_show", pages, path), ROUNDS + 2)
        row(f"start to first screen, {name}", show(ours["screen"]), show(floor["screen"]),
            times(ours["screen"], floor["screen"]), aim)
        if ours["start"] > ours["screen"]:
            row(f"start to all that is found after it while no key waits, {name}", show(ours["start"]))


# screen, keys to it as a script and in a terminal, then the keys pressed in turn.
SCREENS = [
    ("overview, city", CITY, "", "", "<Down><Up>", r"\e[B \e[A"),
    ("programme tree, city", CITY, "2", "2", "<Down>", r"\e[B"),
    ("list of 20,000 problems, down", CITY, "3", "3", "<Down>", r"\e[B"),
    ("list of 20,000 problems, pages", CITY, "3", "3", "<PageDown>", r"\e[6~"),
    ("indicator, small", SMALL, "2<Down><Down><Down><Enter>", r"2 \e[B \e[B \e[B \r", "<Down>", r"\e[B"),
]


def keys():
    count = 200
    for name, path, script, way, key, bytes_ in SCREENS:
        pages = f"{FILES}/screen.pages"
        inside = [run(f"{TOOLS}/keys", path, script, key, str(count // (2 if "><" in key else 1)), pages)
                  for _ in range(ROUNDS)]
        median, late = (statistics.median(one[word] for one in inside) for word in ("median", "p99"))
        ours, floor = rounds(
            lambda: run(f"{TOOLS}/pty", "-w", way, "-k", bytes_, "-n", str(count), "--", WIJK, path),
            lambda: run(f"{TOOLS}/pty", "-k", bytes_, "-n", str(count - 1), "--", f"{TOOLS}/floor_show", pages), 2)
        row(f"{name}: loop alone, median / p99", f"{show(median)} / {show(late)}")
        row(f"{name}: in a terminal, median", show(ours["median"]), show(floor["median"]),
            f"+{show(max(0, ours['median'] - floor['median']))}", "+300 µs")
        row(f"{name}: in a terminal, p99", show(ours["p99"]), show(floor["p99"]),
            f"+{show(max(0, ours['p99'] - floor['p99']))}", "+1 ms")
        row(f"{name}: bytes a key", f"{ours['bytes']:.0f}", f"{floor['bytes']:.0f}",
            times(ours["bytes"], floor["bytes"]), "≤ 2")


def lists():
    ours, floor = rounds(lambda: run(f"{TOOLS}/list", CITY), lambda: run(f"{TOOLS}/list", CITY, "plain"))
    for word in ("median", "p99"):
        row(f"window of a list of 1,000,000 measurements, {word}", show(ours[word]), show(floor[word]),
            times(ours[word], floor[word]))


def saves():
    first = []

    def prepared(tool):
        def one():
            copy = copy_of(CITY, "save")
            found = run(f"{TOOLS}/{tool}", copy, "200")
            if "microseconds" in found:
                first.append(found["microseconds"])
            forget(copy)
            return found
        return one

    ours, floor = rounds(prepared("save"), prepared("floor_save"))
    for word, aim in (("median", "≤ 1.3"), ("p99", "–")):
        row(f"accepted line to saved, city, {word}", show(ours[word]), show(floor[word]), times(ours[word], floor[word]),
            aim)
    row("first change of a day, city (takes the backup)", show(statistics.median(first)))


def searches():
    ours, floor = rounds(lambda: run(f"{TOOLS}/search", CITY), lambda: run(f"{TOOLS}/search", CITY, "plain"))
    for word, aim in (("median", "–"), ("p99", "≤ 30 ms"), ("max", "–")):
        row(f"search as you type to the first page, city, {word}", show(ours[word]), show(floor[word]),
            times(ours[word], floor[word]), aim)


def signals():
    found = [run(f"{TOOLS}/signals", CITY) for _ in range(ROUNDS)]
    cold, told, again = (statistics.median(one[word] for one in found) for word in ("cold", "told", "again"))
    row(f"all {found[0]['count']:,.0f} signals of the city, cold (again)", f"{show(cold)} ({show(again)})", aim="≤ 150 ms")
    row("reasons of the 36 signals that a screen shows", show(told))
    queue = [run(f"{TOOLS}/pty", "-k", "3", "-n", "1", "--", WIJK, CITY) for _ in range(ROUNDS)]
    row("the queue of 20,000 problems to its first screen", show(statistics.median(one["median"] for one in queue)),
        aim="≤ 50 ms")


def memory():
    for name, path, aim in (("small", SMALL, 10), ("city", CITY, 24)):
        pages = f"{FILES}/{name}.pages"
        ours = run(f"{TOOLS}/pty", "-w", r"2 3 \e[6~ \e[6~ 1", "--", WIJK, path)
        floor = run(f"{TOOLS}/pty", "--", f"{TOOLS}/floor_show", pages, path)
        row(f"memory, {name}: resident after a walk (peak)",
            f"{ours['resident_kb'] / 1024:.1f} MiB ({ours['peak_kb'] / 1024:.1f})",
            f"{floor['resident_kb'] / 1024:.1f} MiB", times(ours["resident_kb"], floor["resident_kb"]), f"≤ {aim} MiB")
    seconds = 65 if LONG else 10
    ours = run(f"{TOOLS}/pty", "-s", str(seconds), "--", WIJK, SMALL)
    row(f"wake-ups in {seconds} s without a key", f"{ours['wakeups']:.0f}", "0", "–", "the clock's one a minute")


def bulk():
    copy, folder = f"{FILES}/bulk.wijk", f"{FILES}/all"
    shutil.rmtree(folder, ignore_errors=True)
    spent = seconds_of(WIJK, "-f", CITY, "export", "all", "--to", folder)
    row("export all, city", f"{spent:.1f} s")
    shutil.copy(CITY, copy)
    with open(f"{folder}/13-measurement.csv", encoding="utf-8-sig", newline="") as source, \
            open(f"{folder}/new.csv", "w", encoding="utf-8", newline="") as file:  # without ids
        rows, writer = csv.reader(source, delimiter=";"), csv.writer(file, delimiter=";")
        writer.writerows(row[1:] for row in rows)
    floor = seconds_of("sqlite3", f"{folder}/floor.db", "CREATE TABLE m(a,b,c,d,e,f,g,h,i,j)", ".separator ;",
                       f".import --skip 1 '{folder}/new.csv' m")
    spent = seconds_of(WIJK, "-f", copy, "import", f"{folder}/new.csv", "--as", "measurement", "--numbers", "nl")
    row("import of 1,000,000 measurements from CSV", f"{spent:.1f} s", f"{floor:.1f} s", f"{spent / floor:.1f}")
    spent = seconds_of(WIJK, "-f", CITY, "check")
    row("check of the whole city file", f"{spent:.1f} s")
    shutil.rmtree(folder)
    os.remove(copy)


def published():
    folder = f"{FILES}/figures"
    ours, floor, quarter, memory = figures.measure(WIJK, folder, 1)
    row("import of 2,000,000 BBGA figures, against `sqlite3 .import`", f"{ours:.1f} s", f"{floor:.1f} s",
        f"{floor / ours:.2f} × as fast", "≥ 0.7 × as fast")
    row("memory of that import, and of a quarter of the rows", f"{memory:.0f} MiB and {quarter:.0f} MiB", aim="flat")
    shutil.rmtree(folder)


def main():
    print(f"Measured on a shared machine with {os.cpu_count()} cores.\n")
    print("| work | ours | floor | ratio | aim |\n|---|---|---|---|---|")
    city = built("city")
    row("building the city file", f"{city['rows_per_second']:,.0f} rows/s, {city['seconds']:.0f} s", aim="≤ 120 s")
    row("size of the city file", f"{city['bytes'] / 2 ** 20:.0f} MiB", aim="< 1024 MiB")
    for part in (starts, keys, lists, saves, searches, signals, memory, published) + ((bulk,) if LONG else ()):
        part()
    for path in sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), "rows_*.py"))):
        importlib.import_module(os.path.basename(path)[:-3]).measure()


main()
