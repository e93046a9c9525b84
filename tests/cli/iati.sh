#!/bin/bash
# export iati: public results in the structure of IATI 2.03.
. "$(dirname "$0")/lib.bash"
cat >"$work/look.py" <<'END'
"""The order, number and attributes of elements, as the activity schema of IATI 2.03 has them."""
import re, sys
import xml.etree.ElementTree as tree

DATE, TEXT = r"\d{4}-\d\d-\d\d", r".+"
NUMBER = r"-?\d+(\.\d+)?"
# element: its children in order with how many (?, *, +, 1), and its attributes (a pattern; "?" before it: optional)
NARRATIVE = ("narrative+", {})
FORM = {
    "iati-activities": ("iati-activity+", {"version": r"2\.03", "generated-datetime": r".+Z"}),
    "iati-activity": ("iati-identifier reporting-org title description+ participating-org+ other-identifier* activity-status "
                      "activity-date+ contact-info* activity-scope? recipient-country* recipient-region* location* sector* tag* "
                      "country-budget-items* humanitarian-scope* policy-marker* collaboration-type? default-flow-type? "
                      "default-finance-type? default-aid-type* default-tied-status? budget* planned-disbursement* "
                      "capital-spend? transaction* document-link* related-activity* legacy-data* conditions? result* crs-add* "
                      "fss*", {"default-currency": "EUR", "{http://www.w3.org/XML/1998/namespace}lang": "nl|en"}),
    "iati-identifier": ("", {}),
    "reporting-org": ("narrative+", {"ref": r"[^/&|?]+", "type": r"\d\d"}),
    "participating-org": ("narrative*", {"ref": r"[^/&|?]+", "role": "[1-4]"}),
    "title": NARRATIVE, "description": NARRATIVE, "comment": NARRATIVE, "narrative": ("", {}),
    "activity-status": ("", {"code": "[1-6]"}),
    "activity-date": ("", {"type": "[1-4]", "iso-date": DATE}),
    "recipient-country": ("", {"code": "[A-Z]{2}", "percentage": NUMBER}),
    "sector": ("", {"vocabulary": r"\d+", "code": TEXT, "percentage": NUMBER}),
    "budget": ("period-start period-end value", {"type": "[12]", "status": "[12]"}),
    "value": ("", {"currency": "[A-Z]{3}", "value-date": DATE}),
    "result": ("title description? document-link* reference* indicator+", {"type": "[1239]", "aggregation-status": "[01]"}),
    "indicator": ("title description? document-link* reference* baseline* period*", {"measure": "[1-5]", "ascending": "[01]", "aggregation-status": "[01]"}),
    "baseline": ("comment?", {"year": r"\d{4}", "?iso-date": DATE, "?value": NUMBER}),
    "period": ("period-start period-end target* actual*", {}),
    "period-start": ("", {"iso-date": DATE}), "period-end": ("", {"iso-date": DATE}),
    "target": ("comment?", {"?value": NUMBER}), "actual": ("comment?", {"?value": NUMBER}),
}


def check(element):
    children, attributes = FORM[element.tag]
    pattern = "".join("(?:%s )%s" % (re.sub(r"[?*+]$", "", c), c[-1] if c[-1] in "?*+" else "") for c in children.split())
    names = "".join(c.tag + " " for c in element)
    assert re.fullmatch(pattern, names), (element.tag, names)
    for name, value in element.attrib.items():
        want = attributes.get(name, attributes.get("?" + name))
        assert want and re.fullmatch(want, value), (element.tag, name, value)
    for name in attributes:
        assert name[0] == "?" or name in element.attrib, (element.tag, name)
    for child in element:
        check(child)


root = tree.parse(sys.argv[1]).getroot()
check(root)
for period in root.iter("period"):
    assert period.find("period-start").get("iso-date") < period.find("period-end").get("iso-date")
for budget in root.iter("budget"):
    assert re.fullmatch(NUMBER, budget.find("value").text)
for indicator in root.iter("indicator"):
    if indicator.get("measure") == "5":
        assert all(e.get("value") is None for e in indicator.iter())
sys.exit(not eval(sys.argv[2]))
END
look() { python3 "$work/look.py" "$@"; }
run init "$WIJK_FILE" --demo
run export iati --to results.xml
check "without an organisation it is refused" refused
check "and says what to set" said iati_organisation
printf 'iati_organisation = "XM-EXAMPLE-1"\niati_name = "Stad <voorbeeld> & co"\n' >"$XDG_CONFIG_HOME/wijk/wijk.conf"
run set WON-1 visibility=group
run add goal statement='Secret & <wish>' theme=WON parent=WON-1
run export iati --to results.xml
check "the results" done_well
check "have the structure of 2.03" look results.xml 'len(list(root.iter("result"))) > 8 and len(list(root.iter("period"))) > 20'
check "names are escaped" look results.xml 'root.find(".//reporting-org/narrative").text == "Stad <voorbeeld> & co"'
check "what is not public is not in it, nor what is under it" look results.xml 'not any("goed onderhouden" in (e.text or "") or "Negenhonderd" in (e.text or "") for e in root.iter())'
check "figures that are secret have no value" look results.xml 'any(e.get("value") is None for e in root.iter("actual"))'
check "budgets by year" look results.xml '[b.find("period-start").get("iso-date")[:4] for b in root.iter("budget")] == ["2024", "2025", "2026", "2027"]'
run set "programme:Buurtuitvoeringsprogramma Voorbeeldbuurt (voorbeeld)" status=draft
run export iati --to draft.xml
check "a programme that was not adopted is not in it" test "$(grep -c '<iati-activity ' draft.xml)" = 0
finish
