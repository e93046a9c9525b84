#!/bin/sh
# Prints the files of schema/ as one C table: { "name", "content" }, so that the program carries them with it.
set -eu
cd "$(dirname "$0")/../.."
for file in schema/*.sql schema/views/* schema/demo/*; do
    [ -f "$file" ] || continue
    printf '{"%s",\n' "${file#schema/}"
    # One string literal a line; the trigraph mark and everything that is not plain is escaped.
    sed -e 's/\\/\\\\/g; s/"/\\"/g; s/?/\\?/g; s/	/\\t/g; s/\r/\\r/g; s/^/"/; s/$/\\n"/' "$file"
    printf '},\n'
done
