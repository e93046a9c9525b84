#!/usr/bin/env python3
"""Importing published figures: a BBGA file of 2,000,000 rows, made from a fixed seed, beside what `sqlite3 .import` takes
for the same rows into a table with the same key, journal mode and synchronous setting."""
import itertools
import os
import random
import resource
import subprocess
import time

AREAS, YEARS, VARIABLES = 100, 20, 1000
HEAD = "jaar;gebiedcode15;variabele;waarde\n"
FLOOR = """PRAGMA journal_mode = TRUNCATE;
PRAGMA synchronous = EXTRA;
CREATE TABLE f (jaar INTEGER NOT NULL, gebiedcode15 TEXT NOT NULL, variabele TEXT NOT NULL, waarde REAL,
    PRIMARY KEY (variabele, gebiedcode15, jaar)) STRICT, WITHOUT ROWID;
.separator ;
.import --skip 1 {} f
"""


def make(folder):
    codes = ["STAD"] + [f"A{i:02d}" for i in range(AREAS - 1)]
    chance = random.Random(7)
    with open(f"{folder}/areas.csv", "w", encoding="ascii") as file:
        file.write(HEAD + "".join(f"1999;{code};BEVVAR0_P;1\n" for code in codes))
    with open(f"{folder}/figures.csv", "w", encoding="ascii") as file:
        file.write(HEAD)
        for variable in range(VARIABLES):
            for code in codes:
                for year in range(2000, 2000 + YEARS):
                    file.write(f"{year};{code};BEVVAR{variable}_P;{chance.randrange(100000) / 10}\n")
    with open(f"{folder}/figures.csv", encoding="ascii") as whole, open(f"{folder}/quarter.csv", "w", encoding="ascii") as file:
        file.writelines(itertools.islice(whole, 1 + AREAS * YEARS * VARIABLES // 4))


def timed(command, **more):
    """Seconds, and the most memory that any child took so far in MiB."""
    begin = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **more)
    return time.monotonic() - begin, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def new(wijk, folder):
    """A file of ours that has the areas."""
    path = f"{folder}/ours.wijk"
    if os.path.exists(path):
        os.remove(path)
    timed([wijk, "init", path])
    timed([wijk, "-f", path, "import", f"{folder}/areas.csv", "--as", "bbga", "--areas", "all"])
    return path


def measure(wijk, folder, rounds):
    """Medians of ours and the floor in seconds, and the most memory of ours in MiB for a quarter of the rows and for all."""
    os.makedirs(folder, exist_ok=True)
    make(folder)
    _, quarter = timed([wijk, "-f", new(wijk, folder), "import", f"{folder}/quarter.csv", "--as", "bbga"])
    ours, floors, memory = [], [], 0
    for _ in range(rounds):
        spent, memory = timed([wijk, "-f", new(wijk, folder), "import", f"{folder}/figures.csv", "--as", "bbga"])
        ours.append(spent)
        if os.path.exists(f"{folder}/floor.db"):
            os.remove(f"{folder}/floor.db")
        spent, _ = timed(["sqlite3", f"{folder}/floor.db"], input=FLOOR.format(f"{folder}/figures.csv"), text=True)
        floors.append(spent)
    return sorted(ours)[rounds // 2], sorted(floors)[rounds // 2], quarter, memory
