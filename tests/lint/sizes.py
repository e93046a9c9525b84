#!/usr/bin/env python3
"""Functions of at most 60 lines, files of at most 500, at most 5 parameters; lines of at most 100 characters in C and
120 elsewhere; nothing left to do in comments; a Makefile of at most 250 lines."""
import os
import re
import subprocess
import sys

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
FUNCTION, FILE, PARAMETERS = 60, 500, 5
TABLE = 120  # a test function, which may begin with its table of examples
GIVEN = {"authorize"}  # functions whose parameters a library prescribes


def blank_out(text):
    """Comments, texts, characters and preprocessor lines become spaces, so that every bracket left is code."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group(0))
    text = re.sub(r"""/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", blank, text, flags=re.S)
    return re.sub(r"^[ \t]*#(?:\\\n|[^\n])*", blank, text, flags=re.M)


def closing(text, at, marks):
    depth = 0
    for place in range(at, len(text)):
        depth += (text[place] == marks[0]) - (text[place] == marks[1])
        if depth == 0:
            return place
    return len(text)


def count_parameters(text):
    if text.strip() in ("", "void"):
        return 0
    depth = count = 0
    for mark in text:
        depth += (mark in "([{") - (mark in ")]}")
        count += mark == "," and depth == 0
    return count + 1


def functions(text):
    """(name, first line, lines, parameters) of every function with a body, and of every prototype with 0 lines."""
    code, at = blank_out(text), 0
    for found in re.finditer(r"^(?!\s|typedef\b|else\b|\})[A-Za-z_][\w \t*\n]*?\b(\w+)[ \t\n]*\(", code, flags=re.M):
        if found.start() < at:
            continue
        close = closing(code, found.end() - 1, "()")
        parameters = count_parameters(code[found.end():close])
        first = code.count("\n", 0, found.start()) + 1
        rest = re.match(r"\)\s*\{", code[close:])
        if rest:
            at = closing(code, close + rest.end() - 1, "{}")
            yield found.group(1), first, code.count("\n", 0, at) + 2 - first, parameters
        else:
            yield found.group(1), first, 0, parameters


def check(path, faults):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    lines = text.split("\n")
    if path.endswith((".c", ".h")):
        if len(lines) - 1 > FILE:
            faults["files"].append(f"{path}: {len(lines) - 1} lines")
        for name, first, length, parameters in functions(text):
            if length > (FUNCTION if not path.startswith("tests/") else TABLE):
                faults["functions"].append(f"{path}:{first}: {name} has {length} lines")
            if parameters > PARAMETERS and name not in GIVEN:
                faults["parameters"].append(f"{path}:{first}: {name} has {parameters} parameters")
    if path == "Makefile" and len(lines) - 1 > 250:
        faults["files"].append(f"{path}: {len(lines) - 1} lines")
    for number, line in enumerate(lines, 1):
        if re.search(r"\bTO" r"DO|FIX" r"ME|X" r"XX(?!X)", line) and "XXXX" not in line:
            faults["done"].append(f"{path}:{number}: {line.strip()[:80]}")
        if line != line.rstrip() and not path.startswith("tests/data"):
            faults["space"].append(f"{path}:{number}: space at the end")


def self_test(faults):
    """The function finder itself: a check that finds nothing because it sees nothing is worth nothing."""
    body = "    a(\"}\"); /* } */\n" * 61
    found = list(functions("static int\nlong_one(int a, int (*f)(int, int), int c, int d, int e, int g)\n{\n" + body +
                           "}\n#define X {\nvoid two(void)\n{\n    char c = '}';\n    if (c) {\n    }\n}\n"))
    if found != [("long_one", 1, 65, 6), ("two", 67, 6, 0)]:
        faults.append(f"the finder of functions is wrong: {found}")


def main():
    named = {"files": f"files have at most {FILE} lines", "functions": f"functions have at most {FUNCTION} lines",
             "parameters": f"functions have at most {PARAMETERS} parameters", "done": "nothing is left to do in comments",
             "space": "no line ends in space"}
    faults = {kind: [] for kind in named}
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], capture_output=True, text=True).stdout
    paths = listed.split("\n")[:-1] or [os.path.join(folder, name)[2:] for folder, _, names in os.walk(".")
                                        for name in names if not folder.startswith("./build")]
    checked = [path for path in paths if os.path.isfile(path) and
               (path.endswith((".c", ".h", ".sh", ".py", ".sql")) or path == "Makefile")]
    for path in checked:
        check(path, faults)
    self_test(faults["functions"])
    print(f"1..{len(named)}")
    for number, (kind, name) in enumerate(named.items(), 1):
        print(f"{'not ok' if faults[kind] else 'ok'} {number} - {name}")
        for fault in faults[kind]:
            print(f"# {fault}")
    return 1 if any(faults.values()) else 0


sys.exit(main())
