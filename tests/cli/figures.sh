#!/bin/bash
# Published figures from the command line: imported, listed, taken over.
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$(dirname "$0")/lib.bash"
data=$root/tests/data/figures
real=$root/../shared/data

"$WIJK" init "$WIJK_FILE" --area "Voorbeeldbuurt" >/dev/null
"$WIJK" add area_code area=Voorbeeldbuurt scheme=bbga code=K12 >/dev/null
"$WIJK" add area_code area=Voorbeeldbuurt scheme=cbs code=BU03630000 >/dev/null

run import "$data/bbga.csv" --as bbga -n
check "a preview" done_well
check "a preview says what it would do" printed "would be new: 5"
run list reference_figure --json
check "a preview changes nothing" json 'd == []'
run import "$data/bbga.csv" --as bbga --json
check "figures of the BBGA" json 'd["created"] == 5 and d["elsewhere"] == 1 and d["unknown_areas"] == ["K99"]'
run import "$data/bbga.csv" --as bbga --json
check "the same file again changes nothing" json 'd["created"] == 0 and d["changed"] == 0 and d["same"] == 5'
backups=("${WIJK_FILE%.db}".backups/*import*)
check "a backup was made first" ls -d "${backups[@]}"
run list reference_figure --where "area_code=K12 year=2018" --json
check "a figure has the promised keys" json 'd[0]["area"] == "Voorbeeldbuurt" and d[0]["area_code"] == "K12" and d[0]["variable"] == "BEV0_17_P" and d[0]["year"] == 2018 and d[0]["value"] == 24.1 and d[0]["status"] == "final"'
run list reference_figure --where area_code=STAD --csv
check "figures as CSV" printed "Amsterdam;STAD;BEV0_17_P;2018;17,4;final"
run import "$data/bbga.csv" --as bbga --areas all --json
check "all areas are added" json 'd["areas_added"] == 1 and d["created"] == 1'
run import "$data/catalogue.csv" --as bbga
check "the catalogue" printed "new: 1, changed: 2"
run list reference_variable --where variable=BEV0_17_P --json
check "a variable has a label" json 'd[0]["label_en"] == "Aged 0-17 (%)" and d[0]["unit"] == "%"'
run import "$data/statline.csv" --as cbs --json
check "a table of StatLine" json 'd["created"] == 5 and d["missing"] == 3 and d["elsewhere"] == 1'
run import "$data/other.csv" --as cbs --region Plaats --numbers nl --value "Banen (aantal)" --json
check "columns that were chosen" json 'd["created"] == 2'
run import "$data/other.csv" --as cbs
check "a table without areas is refused" refused
check "and it says how to name them" said "--region"
run import "$data/bbga.csv" --as bbga --areas some
check "--areas is file or all" used_wrongly
run import "$data/bbga.csv" --as bbga --year 21
check "--year is a year" used_wrongly
run import "$data/statline.csv" --as bbga
check "another kind of file is refused" refused

"$WIJK" add goal theme=WON statement="Kinderen" >/dev/null
"$WIJK" add indicator goal=WON-1 name="Kinderen" reference_variable=BEV0_17_P benchmark_area=Amsterdam >/dev/null
run figures take WON-1.1 --from 2019 --json
check "figures become measurements" json 'd["taken"] == 1'
run figures take WON-1.1
check "dates that are there are left alone" printed "left alone"
run list measurement --json
check "with their date and source" json 'len(d) == 2 and sorted(m["taken_on"] for m in d) == ["2018-01-01", "2019-01-01"] and d[0]["source"] == "BBGA, OIS"'
run undo
check "undo takes them back" printed "Reference figures"
run figures give WON-1.1
check "figures knows take alone" used_wrongly
run check
check "the file is in order" done_well
if [ -d "$real" ]; then
    run import "$real/bbga_tableau.csv" --as bbga --json
    check "a real file" json 'd["created"] + d["changed"] == 64 and d["bad"] == 0'
else
    skip "a real file" "it is not beside the project"
fi
finish
