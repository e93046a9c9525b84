#!/bin/bash
# Every script of ours parses in the shell it names, and can be run.
cd "$(dirname "$0")/../.."
number=0
while read -r script; do
    number=$((number + 1))
    case $(head -n 1 "$script") in
    '#!/bin/bash') shell=bash ;;
    '#!/bin/sh') shell=sh ;;
    '#!/usr/bin/env python3') shell='python3 -c "import ast,sys;ast.parse(open(sys.argv[1]).read())"' ;;
    *) shell=bash ;; # completions are read by bash and name none
    esac
    module=false
    case $script in *.py) [ "$shell" != bash ] || module=true ;; esac # a part that others import
    $module && shell='python3 -c "import ast,sys;ast.parse(open(sys.argv[1]).read())"'
    [ "$shell" = bash ] || [ "$shell" = sh ] && shell="$shell -n"
    if said=$(eval "$shell \"\$script\"" 2>&1) && { [ -x "$script" ] || $module || [ "${script%.bash}" != "$script" ]; }; then
        echo "ok $number - $script"
    else
        echo "not ok $number - $script"
        sed 's/^/# /' <<<"${said:-not executable}"
    fi
done < <(find src tests .ci \( -name '*.sh' -o -name '*.py' -o -name '*.bash' -o -path .ci/run \) | sort)
echo "1..$number"
