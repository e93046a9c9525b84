#!/bin/bash
# export to a spreadsheet: cells with types, texts that are never formulas, filters, a sheet with charts.
. "$(dirname "$0")/lib.bash"
cat >"$work/look.py" <<'END'
"""A sheet as rows of (type, value), and what the tests ask of the file."""
import re, sys, zipfile
import xml.etree.ElementTree as tree

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
book = zipfile.ZipFile(sys.argv[1])
assert book.testzip() is None
for name in book.namelist():
    if name.endswith(".xml"):
        tree.fromstring(book.read(name))
names = [s.get("name") for s in tree.fromstring(book.read("xl/workbook.xml")).iter(S + "sheet")]


def sheet(name):
    return tree.fromstring(book.read("xl/worksheets/sheet%d.xml" % (names.index(name) + 1)))


def cells(name):
    out = {}
    for cell in sheet(name).iter(S + "c"):
        text = "".join(t.text or "" for t in cell.iter(S + "t"))
        value = cell.find(S + "v")
        out[cell.get("r")] = (cell.get("t", "n"), text if value is None else value.text)
    return out


def column(name, head):
    all = cells(name)
    letter = next(re.match("[A-Z]+", at).group() for at, c in all.items() if at.endswith("1") and re.fullmatch("[A-Z]+1", at) and c[1] == head)
    return [c for at, c in all.items() if re.fullmatch(letter + "[0-9]+", at) and at != letter + "1"]


sys.exit(not eval(sys.argv[2]))
END
look() { python3 "$work/look.py" "$@"; }
run init "$WIJK_FILE" --demo
run add partner name='=1+1' kind=school
run add goal statement='+cmd|calc <b>&amp; "x"' theme=WON
run export all --to all.xlsx
check "everything as a spreadsheet" done_well
check "mode 0600" test "$(stat -c %a all.xlsx)" = 600
check "a sheet an entity, and the one with charts first" look all.xlsx 'names[0] == "Dashboard" and "Goals" in names and "Measurements" in names'
check "a text that looks like a formula stays a text" look all.xlsx 'b"<f>" not in b"".join(book.read(n) for n in book.namelist()) and ("inlineStr", "=1+1") in column("Partners", "Name")'
check "texts come back as they were" look all.xlsx "('inlineStr', '+cmd|calc <b>&amp; \"x\"') in column('Goals', 'Statement')"
check "dates are dates" look all.xlsx 'all(c[0] == "n" and 36000 < float(c[1]) < 60000 for c in column("Measurements", "Date"))'
check "values are numbers" look all.xlsx 'all(c[0] == "n" for c in column("Measurements", "Value")) and len(column("Measurements", "Value")) > 50'
check "money is a number in euros" look all.xlsx '("n", "4200000") in column("Budget lines", "Planned")'
check "flags are true and false" look all.xlsx '{c[0] for c in column("Measurements", "Baseline")} == {"b"}'
check "choices are words" look all.xlsx '("inlineStr", "in progress") in column("Problems", "Status")'
check "the head stays, with filters" look all.xlsx 'sheet("Goals").find(S + "autoFilter") is not None and sheet("Goals").find(".//" + S + "pane").get("state") == "frozen"'
check "the first sheet has charts" look all.xlsx 'sum(n.startswith("xl/charts/chart") for n in book.namelist()) >= 2'
run export problem --where status=solved --to solved.xlsx
check "one entity, filtered" look solved.xlsx 'names == ["Problems"] and {c[1] for c in column("Problems", "Status")} == {"solved"}'
LANGUAGE=nl run export goal --to doel.xlsx
check "heads in Dutch" look doel.xlsx 'names == ["Doelstellingen"]'
run export goal --to nowhere/goal.xlsx
check "a folder that is not there is refused" refused
mkdir locked && chmod 500 locked
if [ "$(id -u)" != 0 ]; then
    run export goal --to locked/goal.xlsx
    check "a folder that cannot be written is refused" refused
fi
check "nothing is left beside" test -z "$(find . -name '*.new-*')"
finish
