#!/bin/sh
# Opens the example programme with the program given, making it first; it lives in the user's data folder.
set -eu
program=$1
folder=${XDG_DATA_HOME:-$HOME/.local/share}/wijk
file=$folder/example.db
[ -f "$file" ] || { mkdir -p -m 700 "$folder" && "$program" init "$file" --demo; }
exec "$program" "$file"
