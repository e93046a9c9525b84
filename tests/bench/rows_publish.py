"""Publishing the city: the first edition, and again when nothing changed."""
import json
import os
import shutil
import subprocess

from bench import CITY, FILES, WIJK, row, seconds_of


def measure():
    site = f"{FILES}/site"
    shutil.rmtree(site, ignore_errors=True)
    first = seconds_of(WIJK, "-f", CITY, "publish", site)
    files = sum(len(names) for _, _, names in os.walk(site))
    row(f"publish the city, {files:,} files", f"{first:.1f} s", aim="≤ 5 s")
    again = seconds_of(WIJK, "-f", CITY, "publish", site)
    counts = json.loads(subprocess.run([WIJK, "-f", CITY, "publish", site, "--json"], check=True, capture_output=True).stdout)
    row(f"publish it again: {counts['written']} files rewritten", f"{again:.1f} s", aim="0 rewritten")
    shutil.rmtree(site)
