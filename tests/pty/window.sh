#!/bin/bash
# The window: other sizes while it runs and from the start, and out to the shell and back.
. "$(dirname "$0")/lib.bash"

resized() {
    begin 80 24 && shows 'NEEDS ATTENTION' && typed a && shows 'New: Goal' &&
        letters 'Iedereen' && shows 'Iedereen' || return
    resize 40 10 && becomes is '#{pane_width}x#{pane_height}' 40x10 && letters ' doet' && shows 'Iedereen doet' || return
    resize 20 5 && shows 'wijk needs a window' && shows 'of at least 40 by 10' && becomes lacks 'Iedereen' || return
    resize 132 40 && shows 'Iedereen doet' && shows 'New: Goal' && letters ' mee' && shows 'Iedereen doet mee' &&
        becomes lacks 'needs a window' || return
    typed C-s && shows 'saved' && json list goal 'any(g["statement"] == "Iedereen doet mee" for g in d)'
}
check "a form keeps its text from 80x24 by 40x10 and 20x5 to 132x40" resized

suspended() {
    rm -f x.db* && cp example.db x.db && open 80 24 env PS1='ready> ' bash --norc --noprofile -i && shows 'ready>' || return
    letters "stty -g >before; '$WIJK' x.db" && typed Enter && shows 'NEEDS ATTENTION' && becomes held || return
    typed 2 && shows '[2 Programme]' && typed j && shows '2 of 104' && typed C-z && shows 'Stopped' && becomes released || return
    letters 'echo here we are' && typed Enter && shows 'here we are' && becomes lacks '[2 Programme]' || return
    letters fg && typed Enter && shows '[2 Programme]' && shows '2 of 104' && becomes held && becomes lacks 'here we are' || return
    typed 1 && shows '[1 Overview]' && typed q && becomes released && shows 'here we are'
}
check "Ctrl-Z gives the shell, fg gives the screen back" suspended

huge() {
    begin 500 200 && shows 'NEEDS ATTENTION' && shows '[1 Overview]' && shows 'Geluidsoverlast bij het trapveld' && typed 2 &&
        shows '[2 Programme]' && typed q && shows 'left with 0' && whole
}
check "it starts at 500x200" huge

tiny() {
    begin 20 5 && shows 'wijk needs a window' && resize 80 24 && shows 'NEEDS ATTENTION' && typed q &&
        shows 'left with 0' && whole
}
check "it starts at 20x5 with a notice, and grows" tiny

finish
