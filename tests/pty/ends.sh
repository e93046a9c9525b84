#!/bin/bash
# Every end there is: the terminal is whole again, and what was accepted is in the file.
. "$(dirname "$0")/lib.bash"

started() { begin 80 24 "$@" && shows 'NEEDS ATTENTION' && becomes held; }
found() { screen | sed -n 7p | grep -qF "$1"; } # on top of what the search shows
measured() { # the line m14,2 about an indicator, until the program says that it is saved
    typed / && shows 'search:' && letters WRK-1.1.1 &&
        becomes found 'WRK-1.1.1 Jeugdwerkloosheid' && typed Enter && shows 'Baseline 14.8' &&
        typed m && shows 'Enter saves' && letters 14,2 && shows 'measurement · 14.2' && typed Enter && shows 'saved: 14.2'
}
kept() {
    json list measurement 'any(m["indicator"] == "WRK-1.1.1" and m["value"] == 14.2 for m in d)' && "$WIJK" check --file x.db
}

leaves() { started && shows 'Voorbeeldbuurt' && shows '[1 Overview]' && typed q && shows 'left with 0' && whole && [ ! -s err ]; }
check "it starts on the overview, and q leaves the terminal whole" leaves

asked_to_end() { started && measured && send_signal TERM && shows 'left with' && becomes lacks 'left with 143' && whole && kept; }
check "SIGTERM ends it in order" asked_to_end

typing_when_asked_to_end() {
    started && typed 2 && shows '[2 Programme]' && typed ! && shows 'Enter saves' && letters 'half a line' &&
        shows 'half a line' && send_signal TERM && whole && json list problem 'not any("half" in p["title"] for p in d)'
}
check "SIGTERM while a line is typed" typing_when_asked_to_end

crashes() {
    started && measured && send_signal SEGV && shows 'left with 139' && whole && shows 'Segmentation fault' && kept
}
check "a crash leaves the terminal whole and the accepted line in the file" crashes

# (The modes of the line stay behind here, so the tests above would notice.)
killed() { started && measured && send_signal KILL && shows 'left with 137' && ! cmp -s before after && kept; }
check "killed right after \"saved\": the line is in the file, and the file is good" killed

finish
