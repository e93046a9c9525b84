#!/bin/bash
# The public site as a reader has it: the example, with something of everything public and names that are hard on
# markup, published twice; then every page is validated, and each kind of page is looked at by axe-core in Chromium, in
# Dutch and English, light and dark, wide and narrow.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
build=$top/build/site
# shellcheck source=tests/cli/lib.bash
. "$top/tests/cli/lib.bash"
export WIJK_LOCALE_DIR=${WIJK_LOCALE_DIR:-$top/build/locale} npm_config_cache=$build/npm

make_ready() {
    (cd "$top" && make --no-print-directory build/site/ready) && return
    echo "npm could not install what tests/site/package-lock.json names: is its registry reached? is npm installed?"
    return 1
}
check "npm installs what the lock file names" make_ready
if [ ! -f "$build/ready" ]; then
    finish
    exit 1
fi
chromium=$(command -v chromium || command -v chromium-browser)
check "Chromium is installed" test -n "$chromium"

add() { "$WIJK" add "$@" >/dev/null; }
fill() {
    add problem title='Bewoners <b>weten</b> "niets" & wachten 🏚' visibility=public goal=WON-1 cause='Brief was te "moeilijk" </p>' \
        consequence=$'Regel één\n\nRegel <script>alert(1)</script> twee' correction='Aan de deur' severity=3 &&
        add agreement number=912 text="Geld voor groen & speelplekken: 'meer' <100 m²" theme=WON status=running \
            due=2027-12-31 &&
        add agreement number=913 text='مزيد من المدارس' theme=LER status='not started' &&
        add lesson title='Eerst aanbellen, dan schrijven / of bellen' event='Brieven bleven liggen' effect='Niemand kwam' \
            cause='Taal' early_warning='Weinig reacties' recommendation='Bel aan' theme=WON visibility=public learnt_on=2026-05-01 &&
        add adoption lesson='Eerst aanbellen, dan schrijven / of bellen' programme='Buurtuitvoeringsprogramma Voorbeeldbuurt (voorbeeld)' \
            adopted_on=2026-06-01 outcome='Werkte & bleef' &&
        add decision text='Er komt een tweede <ploeg>' taken_on=2026-10-01 visibility=public
}
link() {
    add agreement_link agreement="$1" entity=goal row="$2"
}
run init "$WIJK_FILE" --demo
check "the example is made" done_well
check "something of everything is added" fill
check "an agreement is linked to a goal" link C-912 WON-1
run publish first
check "the first edition is published" done_well
cp -a first site
log_and_change() { "$WIJK" log WRK-1.1.1 '13,1' --on 2026-11-01 >/dev/null && "$WIJK" set WON-1 due=2031-01-01 >/dev/null; }
check "something changes" log_and_change
run publish site --json
check "the second edition is published" json 'd["changed"] == 2 and d["kept"] > d["written"]'
check "the change is on the page of changes" grep -q 'WRK-1.1.1\|Jeugdwerkloosheid' site/nl/changes.html
finish_later=$number

number=$finish_later CHROMIUM=$chromium node "$top/tests/site/check.js" "$build" "$work/site" "$number"
echo "1..$((number + 4))"
