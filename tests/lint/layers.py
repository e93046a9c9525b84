#!/usr/bin/env python3
"""The layers: who includes whose headers, who may use which library, who may end the program or print; and that no
archive calls a function of a layer it may not know."""
import glob
import os
import re
import subprocess
import sys

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))

MAY = {
    "base": [],
    "domain": ["base"],
    "store": ["base", "domain"],
    "config": ["base"],
    "app": ["base", "domain", "store", "config"],
    "tui": ["base"],
    "screens": ["base", "domain", "app", "tui"],
    "cli": ["base", "domain", "config", "app"],
    "main": ["base", "domain", "config", "app", "tui", "screens", "cli"],
}
LIBRARY = {  # header: the files that may include it
    r"sqlite3\.h": r"src/store/.*\.[ch]",
    r"(n?curses|term|ncursesw/.*)\.h": r"src/tui/term_curses\.c",
    r"libconfig\.h": r"src/config/.*\.[ch]",
    r"sodium\.h": r"src/store/crypto\.c",
    r"jansson\.h": r"src/app/.*\.[ch]",
    r"cmark-gfm.*\.h": r"src/base/markdown\.c",
    r"libical/.*\.h": r"src/app/calendar\.c",
    r"utf8proc\.h": r"src/base/.*\.c",
    r"xlsxwriter\.h": r"src/app/xlsx\.h",
    r"dlfcn\.h": r"src/base/library\.c",
}
CALLS = [  # what: the files that may
    (r"\b_?exit\s*\(|\bquick_exit\s*\(", r"src/(main|base/memory)\.c|src/tui/term_curses\.c|src/screens/edit_text\.c", "end the program"),
    (r"(?<![\w.>])(printf|puts|putchar|vprintf)\s*\(|\bstd(out|err)\b", r"src/(main\.c|cli/.*|base/(error|memory)\.c|tui/term_curses\.c)", "print"),
    (r"(?<![\w.>])(malloc|calloc|realloc|strdup|strndup|asprintf)\s*\(", r"src/base/memory\.c", "allocate directly"),
    (r"(?<![\w.>])(gets|strcpy|strcat|sprintf|vsprintf|strtok|system|atoi|atof|alloca)\s*\(", r"(?!)", "be called"),
    (r"\bLC_(ALL|NUMERIC|TIME|MONETARY|COLLATE)\b(?!\")", r"(?!)", "be set: numbers and dates are ours"),
]


def layer_of(path):
    parts = path.split("/")
    if parts[0] == "include":
        return parts[2]
    return "main" if parts[1].endswith(".c") else parts[1]


def code_of(text):
    """The text without comments and without what is in quotes, line by line as it was."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group(0)) if match.group(0)[0] == "/" else '""'
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"', blank, text, flags=re.S)


def check_includes(path, text, faults):
    layer = layer_of(path)
    for number, line in enumerate(text.split("\n"), 1):
        found = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
        if not found:
            continue
        name = found.group(1)
        own = re.match(r"wijk/(\w+)/", name)
        if own and own.group(1) != layer and own.group(1) not in MAY[layer]:
            faults.append(f"{path}:{number}: {layer} may not include {name}")
        for header, allowed in LIBRARY.items():
            if re.fullmatch(header, name) and not re.fullmatch(allowed, path):
                faults.append(f"{path}:{number}: {name} may not be included here")
        if not own and "/" in path and name.startswith("../"):
            faults.append(f"{path}:{number}: {name} leaves its folder")


def check_calls(path, text, faults):
    for number, line in enumerate(code_of(text).split("\n"), 1):
        for pattern, allowed, what in CALLS:
            found = re.search(pattern, line)
            if found and not re.fullmatch(allowed, path):
                faults.append(f"{path}:{number}: {found.group(0).strip()} may not {what} here")


def symbols(archive, letters):
    """The names an archive defines or calls."""
    lines = subprocess.run(["nm", "-P", "-g", archive], capture_output=True, text=True, check=True).stdout.split("\n")
    return {part[0] for part in map(str.split, lines) if len(part) > 1 and part[1] in letters}


def check_archives(faults):
    archives = {layer: f"build/lib{layer}.a" for layer in MAY if os.path.exists(f"build/lib{layer}.a")}
    if not archives:
        faults.append("build/: no archives; run make first")
    defined = {layer: symbols(path, "TDBRC") for layer, path in archives.items()}
    for layer, path in archives.items():
        for name in symbols(path, "U") - defined[layer]:
            owners = [other for other in defined if name in defined[other]]
            if owners and not any(owner in MAY[layer] for owner in owners):
                faults.append(f"{path}: {name} belongs to {owners[0]}, which {layer} may not call")


def report(results):
    print(f"1..{len(results)}")
    for number, (name, faults) in enumerate(results, 1):
        print(f"{'not ok' if faults else 'ok'} {number} - {name}")
        for fault in faults:
            print(f"# {fault}")
    return 1 if any(faults for _, faults in results) else 0


def main():
    includes, calls, archives = [], [], []
    for path in sorted(glob.glob("src/**/*.[ch]", recursive=True) + glob.glob("include/**/*.h", recursive=True)):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        check_includes(path, text, includes)
        check_calls(path, text, calls)
    check_archives(archives)
    return report([("a layer includes only what it may know", includes),
                   ("only those end the program, print and allocate who may", calls),
                   ("an archive calls only layers it may know", archives)])


sys.exit(main())
