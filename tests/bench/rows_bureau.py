"""What the bureau looks at: the overview of the city, the charter's matrix, the spreadsheet."""
import datetime
import os
import statistics
import subprocess
import sys
import time

from bench import CITY, FILES, ROUNDS, TOOLS, WIJK, row, run, show



def overview():
    found = [run(f"{TOOLS}/overview", CITY) for _ in range(ROUNDS)]
    first, whole, longest, processor = (statistics.median(one[word] for one in found)
                                        for word in ("first", "all", "longest", "processor"))
    row("city overview, first screen: lights and problems", show(first), aim="≤ 100 ms")
    row("city overview, complete: trend, gap, signals and board, while no key waits", show(whole), aim="≤ 100 ms")
    row("city overview, complete: of the processor", show(processor))
    row(f"city overview, longest of {found[0]['slices']:.0f} slices: what a key may wait", show(longest))


def matrix():
    """From the list of agreements, Tab."""
    spent = [run(f"{TOOLS}/pty", "-w", "6", "-k", r"\t", "-n", "1", "--", WIJK, CITY)["median"] for _ in range(ROUNDS)]
    row("charter matrix of 150 × 17 to its first paint", show(statistics.median(spent)), aim="≤ 50 ms")


def sheet(filter_):
    """One export, with its seconds and its peak of memory."""
    path = f"{FILES}/sheet.xlsx"
    if os.path.exists(path):
        os.remove(path)
    begin = time.perf_counter()
    done = subprocess.Popen([WIJK, "-f", CITY, "export", "measurement", "--to", path, "--where", filter_],
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = done.stderr.read()
    _, status, used = os.wait4(done.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"bench: export to xlsx: {said.decode()}")
    os.remove(path)
    return time.perf_counter() - begin, used.ru_maxrss / 1024


def sheets():
    """Rounds of the city file come every seven days, a thousand rows each: dates choose how many rows."""
    last = datetime.date(2009, 11, 20)
    for count in (50_000, 100_000, 200_000):
        since = last - datetime.timedelta(days=7 * (count // 1000 - 1))
        seconds, memory = sheet(f"taken_on>={since.isoformat()}")
        row(f"xlsx of {count:,} measurements, {memory:.0f} MiB of memory", f"{seconds:.2f} s",
            aim="≤ 3 s, memory flat" if count == 100_000 else "–")


def measure():
    overview()
    matrix()
    sheets()
