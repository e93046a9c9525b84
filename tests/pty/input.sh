#!/bin/bash
# What comes in besides keys: a paste, the mouse.
. "$(dirname "$0")/lib.bash"

# Of a sequence only the escape character goes: what it was is still to be seen, and can do nothing.
pasted() {
    local title='wet [31mwalls[0m q and ]0;stolenmould [2J:quit'
    begin 80 24 && shows 'NEEDS ATTENTION' && typed 2 && shows '[2 Programme]' && typed ! && shows 'Enter saves' || return
    printf 'wet \033[31mwalls\033[0m\nq\nand \033]0;stolen\007mould\n\033[2J:quit\n' >pasted
    on load-buffer pasted && on paste-buffer -p -t "s$sessions" && shows ':quit' || return
    shows "problem ! $title" && shows '[2 Programme]' && shows 'Enter saves' && ! is '#{pane_title}' stolen || return
    json list problem 'not any("mould" in p["title"] for p in d)' && typed Enter && shows 'saved' || return
    json list problem "[p['title'] for p in d if 'mould' in p['title']] == ['$title']"
}
check "a paste of several lines with escape sequences is one clean line, and nothing of it is done" pasted

# The column of a word in the line of tabs, and a press and release of the button there.
click() {
    local line
    line=$(screen | sed -n 2p)
    line=${line%%"$1"*}
    bytes "\\033[<0;$((${#line} + 1));2M\\033[<0;$((${#line} + 1));2m"
}
clicked() {
    begin 80 24 && shows '[1 Overview]' && becomes held && click Problems && shows '[3 Problems]' &&
        click Overview && shows '[1 Overview]'
}
check "a click on a tab goes there" clicked

finish
