"""Packs: making and taking them, their order, and whether the size of the file and many sites matter."""
import os
import shutil
import subprocess
import sys
import tempfile
import time

from bench import FILES, LONG, TOOLS, WIJK, row, times

PACKS = 1000
SITES = 200


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
    """Packs of 100 acts each, taken one by one: as they were made, and in any order."""
    done = subprocess.run([f"{TOOLS}/packs", place, str(PACKS), "100"], capture_output=True, text=True, check=True)
    spent = {line.split()[0]: float(line.split()[2]) / 1e6 for line in done.stdout.splitlines()}
    row(f"take {PACKS:,} packs of 100 acts in any order, and in order", f"{spent['shuffled']:.1f} s", f"{spent['ordered']:.1f} s",
        times(spent["shuffled"], spent["ordered"]), "≤ 2 ×")


def sites(place):
    """A file that knows many sites, each of which made an act, beside one that knows two."""
    base, stick = filled(place, "base", 1000), f"{place}/stick"
    os.makedirs(stick)
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as quick:
        for i in range(SITES):  # not what is measured: where no disk is waited for
            copy = shutil.copy(base, f"{quick}/{i}.wijk")
            run(copy, "add", "partner", f"name=Partner of site {i}", "kind=school")
            run(copy, "pack", f"{stick}/{i}.wijk", "--since", "2")
    many, few = shutil.copy(base, f"{place}/many.wijk"), shutil.copy(base, f"{place}/few.wijk")
    seconds, _ = run(many, "take", stick, "--trust")
    row(f"take the packs of {SITES} sites in a folder", f"{seconds:.2f} s, {seconds / SITES * 1000:.1f} ms each")
    news = filled(place, "base", 10_000, 1000)
    run(news, "pack", f"{place}/news.pack", "--since", "2")
    for what, command, count in (("take 10,000 changes", ("take", f"{place}/news.pack", "--trust"), 1),
                                 ("pack 11,000 changes", ("pack", f"{place}/out.pack", "--since", "all"), 3)):
        ours, floor = (min(run(copy, *command)[0] for _ in range(count)) for copy in (many, few))
        row(f"{what} where {SITES} sites are known, and where 2", f"{ours:.2f} s", f"{floor:.2f} s", times(ours, floor))


def measure():
    place = folder()
    try:
        volume(place)
        order(place)
        sites(place)
    finally:
        shutil.rmtree(place)
