#!/usr/bin/env python3
"""What surrounds the program says the same as the program: versions, the desktop entry, publiccode.yml, the licence."""
import os
import re
import sys

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))


def text(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def main():
    version = re.search(r"^VERSION := (\S+)", text("Makefile"), re.M).group(1)
    public, desktop = text("publiccode.yml"), text("src/share/wijk.desktop")
    short = re.findall(r"shortDescription: (.*)", public)
    long = re.findall(r"longDescription: >\n((?:      .*\n)+)", public)
    results = [
        ("publiccode.yml has the version of the Makefile", f'softwareVersion: "{version}"' in public),
        ("publiccode.yml names the licence of LICENSE",
         "license: EUPL-1.2" in public and "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in text("LICENSE")),
        ("publiccode.yml: both languages, short of at most 150 characters, long of 150 to 10000",
         len(short) == 2 and all(len(each) <= 150 for each in short) and
         len(long) == 2 and all(150 <= len(" ".join(each.split())) <= 10000 for each in long)),
        ("publiccode.yml has every key that version 0.4 demands",
         all(re.search(rf"^{key}:", public, re.M) for key in (
             "publiccodeYmlVersion", "name", "platforms", "developmentStatus", "softwareType", "description", "legal",
             "maintenance", "localisation"))),
        ("the desktop entry runs in a terminal and is in both languages",
         "Terminal=true" in desktop and "Comment[nl]=" in desktop and "Exec=wijk" in desktop),
        ("the top level holds what the design allows",
         {name for name in os.listdir(".") if not name.startswith(".")} <=
         {"src", "include", "schema", "tests", "Makefile", "README.md", "sample.conf", "LICENSE", "publiccode.yml",
          "build"}),
    ]
    print(f"1..{len(results)}")
    for number, (name, right) in enumerate(results, 1):
        print(f"{'ok' if right else 'not ok'} {number} - {name}")
    return 0 if all(right for _, right in results) else 1


sys.exit(main())
