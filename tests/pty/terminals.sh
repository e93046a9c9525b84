#!/bin/bash
# Terminals on which no screens can be shown, none at all, and one whose person reads Dutch.
. "$(dirname "$0")/lib.bash"

# One sentence that says what to do, status 1, and nothing done to the terminal.
refused() { shows 'left with 1' && whole && [ "$(wc -l <err)" = 1 ] && grep -q '^wijk: .*TERM.*try TERM=' err; }
dumb() { begin 80 24 TERM=dumb && refused; }
check "TERM=dumb is refused with a sentence" dumb
unset_term() { begin 80 24 -u TERM && refused; }
check "so is no TERM" unset_term
unknown() { begin 80 24 TERM=no-such-terminal && refused; }
check "and one that nobody knows" unknown

no_terminal() {
    cp example.db x.db && "$WIJK" x.db </dev/null 2>err | cat >out
    [ "${PIPESTATUS[*]}" = "0 0" ] && [ ! -s err ] && grep -q 'Wonen' out && ! grep -q $'\033' out
}
check "without a terminal the overview is text" no_terminal

dutch() {
    begin 80 24 LANGUAGE=nl && shows '[1 Overzicht]' && shows 'VRAAGT AANDACHT' && becomes lacks 'NEEDS ATTENTION' && typed q &&
        shows 'left with 0' && whole
}
check "LANGUAGE=nl shows Dutch" dutch
monochrome() {
    begin 80 24 TERM=vt100 NO_COLOR=1 && shows 'NEEDS ATTENTION' && typed 2 && shows '[2 Programme]' && typed q &&
        shows 'left with 0' && becomes is '#{cursor_flag} #{keypad_flag}' '1 0' && cmp before after
}
check "a terminal of one colour, without another screen or a mouse" monochrome

finish
