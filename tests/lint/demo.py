#!/usr/bin/env python3
"""Holds the example programme (schema/demo/*.csv) against the entities table (src/domain/entities.c).

Prints TAP. Run it from anywhere; it finds the tree it is in. Another folder of files may be named, to see it fail.
"""
import csv
import datetime
import os
import re
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDER = sys.argv[1] if len(sys.argv) > 1 else os.path.join(TOP, "schema", "demo")
MISSING = {".", "-", "x", "n.n.b.", "onbekend", "geen gegevens"}
BASE = ("area", "area_code", "theme")
PRIORITY_AREAS = {
    "Noord": "Oud-Noord|IJplein|Nieuwendam Noord|de Banne",
    "West": "Slotermeer Noord-Oost|Slotermeer Zuid-West|Geuzenveld|Osdorp Midden|Kolenkit|Slotervaart"
            "|Oud Bos en Lommer|Baarsjes",
    "Oost": "Indische Buurt West|Transvaalbuurt",
    "Zuidoost": "E-buurt|G-buurt|K-buurt",
}


class Field:
    def __init__(self, text):
        macro, rest = re.match(r'(\w*)[({](.*)', text).groups()
        parts = [p.strip() for p in re.sub(r'N_\("(?:[^"\\]|\\.)*"\)', "N", rest).split(",")]
        self.column = parts[0].strip('"')
        flags = parts[2]
        self.choices, self.low, self.high, self.refers = None, None, None, None
        if macro:
            self.type = macro
        else:  # written in full: column, label, type, flags, choices, reference, low, high, …
            self.type = {"FIELD_INTEGER": "WHOLE", "FIELD_ENTITY": "ENTITY", "FIELD_ROW": "ROW",
                         "FIELD_LONG_TEXT": "LONG"}[parts[2]]
            flags = parts[3]
            self.low, self.high = eval(parts[6]), eval(parts[7])
        self.required = bool(re.search(r"\bR\b", flags))
        if macro == "WHOLE":
            self.low, self.high = int(parts[3]), int(parts[4])
        if macro == "CHOICE":
            self.choices = parts[3]
        if macro == "REFERENCE":
            self.refers = parts[3].removeprefix("ENTITY_").lower()


class Entity:
    def __init__(self, name, title, code, fields):
        self.name, self.title, self.code, self.fields = name, title, code, fields


def read_entities():
    """The entities in their order, and the stored values of each list of choices."""
    text = ""
    for name in ("entities_choices.h", "entities.c"):
        with open(os.path.join(TOP, "src", "domain", name), encoding="utf-8") as file:
            text += file.read()
    choices, fields, entities = {}, {}, {}
    for name, body in re.findall(r"static const struct choice (\w+)\[\] = \{(.*?)END\};", text, re.S):
        choices[name] = re.findall(r'\{"([^"]+)",', body)
    for name, body in re.findall(r"static const struct field (\w+)\[\] = \{\n(.*?)\n\};", text, re.S):
        fields[name] = [Field(line.strip()) for line in body.split("\n") if line.strip()]
    for name, title, code, array in re.findall(
            r'\{ENTITY_\w+, "(\w+)", N_\("[^"]*"\), N_\("[^"]*"\), "(\w+)", (NULL|"\w+"),.*FIELDS\((\w+)\)\}', text):
        entities[name] = Entity(name, title, None if code == "NULL" else code.strip('"'), fields[array])
    return entities, choices


ENTITIES, CHOICES = read_entities()
ORDER = list(ENTITIES)
PAST = {}  # the day of a file past-2026-01-12-18-milestone.csv with its entity: rows as they were that day
DATA = {name: [] for name in ENTITIES}  # rows as dictionaries, with "" for what is left out
complaints = []


def complain(place, what):
    complaints.append(f"{place}: {what}")


def entity_of(file):
    """The entity a file is for, or None when its name follows no rule."""
    base = re.fullmatch(r"base-(\w+)\.csv", file)
    if base:
        return base[1] if base[1] in BASE else None
    example = re.fullmatch(r"example-(\d\d)-(\w+)\.csv", file)
    if not example or example[2] not in ENTITIES:
        return None
    return example[2] if ORDER.index(example[2]) + 1 == int(example[1]) else None


def read_files():
    for file in sorted(os.listdir(FOLDER)):
        past = re.fullmatch(r"past-(\d{4}-\d\d-\d\d)-(.*)", file)
        name = entity_of("example-" + past[2] if past else file)
        if name is None:
            complain(file, "no such entity, or not its place in the order of import")
            continue
        with open(os.path.join(FOLDER, file), "rb") as stream:
            raw = stream.read()
        if raw.startswith(b"\xef\xbb\xbf") or b"\r" in raw or not raw.endswith(b"\n"):
            complain(file, "has a BOM, a carriage return or no last line end")
        lines = list(csv.reader(raw.decode("utf-8").splitlines(), delimiter=";", strict=True))
        header, known = lines[0], {f.column for f in ENTITIES[name].fields} | {"id"}
        if set(header) - known or len(set(header)) != len(header):
            complain(file, f"columns {sorted(set(header) - known)} are unknown or twice there")
        rows = PAST.setdefault((past[1], name), []) if past else DATA[name]
        for number, line in enumerate(lines[1:], 2):
            if len(line) != len(header):
                complain(f"{file}:{number}", f"{len(line)} cells, {len(header)} expected")
            row = ({} if past else dict.fromkeys(known, "")) | dict(zip(header, line))
            row["_place"] = f"{file}:{number}"
            rows.append(row)


def is_date(text):
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def bad_value(field, text):
    """What is wrong with a cell that is not empty, or None."""
    if text in MISSING or text.startswith(("=", "+", "-", "@", "'")) or text != text.strip():
        return "would be read as something else"
    if field.type == "DATE" and not is_date(text):
        return "is no date"
    if field.choices and text not in CHOICES[field.choices]:
        return "is not one of the choices"
    if field.type == "FLAG" and text not in ("0", "1"):
        return "is neither 0 nor 1"
    if field.type == "WHOLE" and not (re.fullmatch(r"\d+", text) and field.low <= int(text) <= field.high):
        return "is no whole number within the limits"
    if field.type == "DECIMAL" and not re.fullmatch(r"\d+(\.\d+)?", text):
        return "is no number"
    if field.type == "MONEY" and not re.fullmatch(r"\d+(\.\d{1,2})?", text):
        return "is no amount of money"
    return None


def names_of(entity):
    keys = ["id", entity.title] + ([entity.code] if entity.code else [])
    return [row[key] for row in DATA[entity.name] for key in keys if row[key]]


def check_cells():
    for name, entity in ENTITIES.items():
        for row in DATA[name]:
            for field in entity.fields:
                text = row[field.column]
                if field.required and not text:
                    complain(row["_place"], f"{field.column} is required")
                elif text and bad_value(field, text):
                    complain(row["_place"], f"{field.column} '{text}' {bad_value(field, text)}")


def check_references():
    """References resolve to exactly one row; within one file to a row above."""
    for name, entity in ENTITIES.items():
        seen = set()
        for row in DATA[name]:
            for field in entity.fields:
                text = row[field.column]
                if field.refers and text:
                    found = names_of(ENTITIES[field.refers]).count(text)
                    if found != 1:
                        complain(row["_place"], f"{field.column} '{text}' names {found} rows")
                    if field.refers == name and text not in seen:
                        complain(row["_place"], f"{field.column} '{text}' stands below")
            seen.update(row[key] for key in ("id", entity.title, entity.code) if key)
    for row in DATA["comment"] + DATA["action"] + DATA["agreement_link"] + DATA["lesson_link"]:
        if not row["entity"] and not row["row"]:  # about nothing: where that may be is checked above
            continue
        if row["entity"] not in ENTITIES or names_of(ENTITIES[row["entity"]]).count(row["row"]) != 1:
            complain(row["_place"], f"{row['entity']} '{row['row']}' is not there")


def check_codes():
    for name, entity in ENTITIES.items():
        codes = [row[entity.code] for row in DATA[name] if entity.code and row[entity.code]]
        for code in {c for c in codes if codes.count(c) > 1}:
            complain(name, f"code {code} is given twice")
    shared = [row["code"] for name in ("goal", "indicator", "effort", "problem") for row in DATA[name]]
    for code in {c for c in shared if shared.count(c) > 1 or not c}:
        complain("codes", f"'{code}' is missing or given to two rows")
    for row in DATA["goal"]:
        under = row["parent"] if row["level"] == "result" else row["theme"]
        dot = "." if row["level"] == "result" else "-"
        if row["level"] != "vision" and not re.fullmatch(re.escape(under + dot) + r"\d+", row["code"]):
            complain(row["_place"], f"code {row['code']} does not follow from '{under}'")
    for row in DATA["indicator"]:
        if not re.fullmatch(re.escape(row["goal"]) + r"\.\d+", row["code"]):
            complain(row["_place"], f"code {row['code']} does not follow from {row['goal']}")
    for row in DATA["agreement"]:
        if row["code"] != f"C-{row['number']}":
            complain(row["_place"], f"code {row['code']}, and the number is {row['number']}")
    for name, letter in (("effort", "I"), ("problem", "K"), ("action", "A"), ("lesson", "L")):
        for number, row in enumerate(DATA[name], 1):
            if row["code"] != f"{letter}-{number}":
                complain(row["_place"], f"code {row['code']}, {letter}-{number} expected")


def check_sense():
    for row in DATA["measurement"]:
        silent = row["status"] in ("secret", "unavailable")
        if silent == bool(row["value"] or row["words"]):
            complain(row["_place"], "a value where there can be none, or none where there must be")
        if row["numerator"]:
            share = 100 * float(row["numerator"]) / float(row["denominator"])
            if abs(share - float(row["value"])) > 0.051:
                complain(row["_place"], f"value {row['value']}, the parts give {share:.1f}")
    for row in DATA["target"]:
        if (row["operator"] == "between") != bool(row["value_to"]):
            complain(row["_place"], "two bounds belong to 'between' alone")
    with_target = {row["indicator"] for row in DATA["target"]}
    with_baseline = [row["indicator"] for row in DATA["measurement"] if row["is_baseline"] == "1"]
    for code in with_target:
        if with_baseline.count(code) != 1:
            complain(f"indicator {code}", "has a target and not one baseline")
    for name in ("programme", "effort"):
        for row in DATA[name]:
            if row["starts"] > row["ends"]:
                complain(row["_place"], "ends before it starts")
    for row in DATA["effort"]:
        if bool(row["started_on"]) == (row["phase"] == "planned") or \
                bool(row["ended_on"]) != (row["phase"] in ("done", "stopped")):
            complain(row["_place"], "phase and dates do not agree")
    for row in DATA["problem"]:
        if bool(row["likelihood"]) != (row["kind"] == "risk"):
            complain(row["_place"], "a likelihood belongs to a risk alone")
        if bool(row["waiting_for"]) != (row["status"] == "waiting"):
            complain(row["_place"], "waiting, and for what, belong together")


KEYS = {"contribution": ("effort", "goal"), "effort_partner": ("effort", "partner"),
        "budget_line": ("effort", "year", "funder"), "milestone": ("effort", "title")}


def check_past():
    """Rows of earlier days are rows of the example, and what they say is not more than it says now."""
    for (day, name), rows in PAST.items():
        fields = {field.column: field for field in ENTITIES[name].fields}
        keys = KEYS.get(name, (ENTITIES[name].title,))
        if not is_date(day):
            complain(name, f"'{day}' is no day")
        for row in rows:
            now = [r for r in DATA[name] if all(r[key] == row[key] for key in keys)]
            if len(now) != 1:
                complain(row["_place"], f"{len(now)} rows of the example are this one")
            for column, text in row.items():
                if column != "_place" and text and bad_value(fields[column], text):
                    complain(row["_place"], f"{column} '{text}' {bad_value(fields[column], text)}")
                if column in ("done_on", "started_on", "ended_on") and text > day:
                    complain(row["_place"], f"{column} {text} is after {day}")
    for name in {name for _, name in PAST}:
        last = {}
        for (day, _), rows in sorted((key, rows) for key, rows in PAST.items() if key[1] == name):
            for row in rows:
                last.setdefault(tuple(row[key] for key in KEYS.get(name, (ENTITIES[name].title,))), []).append(day)
        if any(sorted(set(days)) != days for days in last.values()):
            complain(name, "a row is given twice on one day")


def check_example():
    """Whoever opens the example sees that it is one."""
    for row in DATA["programme"]:
        if row["area"] != ("Voorbeeldrand" if row["status"] == "closed" else "Voorbeeldbuurt") or "(voorbeeld)" not in row["title"]:
            complain(row["_place"], "is not marked as an example")
    for row in DATA["person"]:
        if not row["name"].endswith("(voorbeeld)") or not row["email"].endswith("@example.org"):
            complain(row["_place"], "is not marked as an example")
    for name, key in (("agreement", "text"), ("lesson", "title")):
        for row in DATA[name]:
            if not row[key].endswith("(voorbeeld)"):
                complain(row["_place"], "is not marked as an example")


def column(name, key):
    return {row[key] for row in DATA[name]}


def all_choices(name, key):
    field = next(f for f in ENTITIES[name].fields if f.column == key)
    left = set(CHOICES[field.choices]) - column(name, key)
    if left:
        complain(name, f"no row with {key} {sorted(left)}")


def at_least(what, number, wanted):
    if number < wanted:
        complain(what, f"{number}, at least {wanted} expected")


def check_counts():
    levels = [row["level"] for row in DATA["goal"]]
    at_least("visions", levels.count("vision"), 1)
    at_least("goals in two levels", min(len(levels) - 1, 12 * levels.count("result")), 12)
    at_least("indicators", len(DATA["indicator"]), 25)
    at_least("measurements", len(DATA["measurement"]), 150)
    at_least("efforts", len(DATA["effort"]), 20)
    at_least("problems", len(DATA["problem"]), 15)
    at_least("comments", len(DATA["comment"]), 5)
    at_least("agreements", len(DATA["agreement"]), 8)
    at_least("lessons", len(DATA["lesson"]), 4)
    at_least("experiments", len([r for r in DATA["effort"] if r["kind"] == "experiment"]), 1)
    served = {r["agreement"] for r in DATA["agreement_link"] if r["entity"] != "area"}
    at_least("agreements without an effort", len(column("agreement", "code") - served), 2)
    at_least("views", len(DATA["view"]), 3)
    at_least("superseded targets", len([r for r in DATA["target"] if r["superseded"] == "1"]), 1)
    at_least("moved milestones", len([r for r in DATA["milestone"] if r["due"] != r["original_due"]]), 3)
    kinds = {row["name"]: row["kind"] for row in DATA["partner"]}
    at_least("kinds of funder", len({kinds[row["funder"]] for row in DATA["budget_line"]}), 4)
    for effort in column("effort", "code"):
        at_least(f"milestones of {effort}", len([r for r in DATA["milestone"] if r["effort"] == effort]), 2)
        for name in ("contribution", "effort_partner", "budget_line"):
            at_least(f"{name} of {effort}", len([r for r in DATA[name] if r["effort"] == effort]), 1)


def check_all_kinds():
    for name, key in (("indicator", "kind"), ("indicator", "direction"), ("measurement", "status"),
                      ("effort", "phase"), ("problem", "kind"), ("problem", "status"), ("problem", "level"),
                      ("problem", "visibility"), ("membership", "role")):
        all_choices(name, key)
    for name, key, wanted in (("problem", "severity", {"1", "2", "3", "4"}), ("contribution", "weight", {"1", "2", "3"})):
        if column(name, key) != wanted:
            complain(name, f"{key} is {sorted(column(name, key))}")


def check_base():
    """Every new file knows the city, the seventeen neighbourhoods and the five themes."""
    base = [row for row in DATA["area"] if row["_place"].startswith("base-")]
    found = {(row["parent"], row["name"]) for row in base if row["kind"] == "priority area"}
    wanted = {(d, name) for d, names in PRIORITY_AREAS.items() for name in names.split("|")}
    if found != wanted:
        complain("base-area.csv", f"differs: {sorted(found ^ wanted)}")
    if {("Amsterdam", "bbga", "STAD"), ("Amsterdam", "cbs", "GM0363")} - \
            {(r["area"], r["scheme"], r["code"]) for r in DATA["area_code"]}:
        complain("base-area_code.csv", "the codes of the city are missing")
    if [row["code"] for row in DATA["theme"]] != ["WON", "WRK", "LER", "INT", "VEI"]:
        complain("base-theme.csv", "the five themes are not there, in their order")


CHECKS = (
    ("files are named after entities, and their columns exist", read_files),
    ("required fields are filled in, and every value is of its type", check_cells),
    ("references resolve, and come after what they name", check_references),
    ("codes are unique and follow the rule", check_codes),
    ("values agree with each other", check_sense),
    ("rows of earlier days are rows of the example", check_past),
    ("the example is marked as an example", check_example),
    ("there is enough of everything", check_counts),
    ("every kind, status and phase occurs", check_all_kinds),
    ("the city, its seventeen neighbourhoods and the five themes are there", check_base),
)


def main():
    failed = 0
    print(f"1..{len(CHECKS)}")
    for number, (name, check) in enumerate(CHECKS, 1):
        complaints.clear()
        check()
        print(f"{'not ok' if complaints else 'ok'} {number} - {name}")
        for complaint in complaints:
            print(f"# {complaint}")
        failed += bool(complaints)
    return 1 if failed else 0


sys.exit(main())
