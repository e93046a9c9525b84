# Completion of wijk for bash. The words come from the program itself, `wijk help --complete`: a line for each word that
# may follow ("list", "list goal" …), so this file knows no command.
_wijk() {
    local word=${COMP_WORDS[COMP_CWORD]} before= i
    COMPREPLY=()
    case ${COMP_WORDS[COMP_CWORD - 1]} in
    -f | -c | --to | import | backup | restore | init)
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
        return
        ;;
    esac
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        -f | -c) ((i++)) ;; # the file that follows is no command
        -*) ;;
        *) before+="${COMP_WORDS[i]} " ;;
        esac
    done
    local words
    words=$("${COMP_WORDS[0]}" help --complete 2>/dev/null |
        while IFS= read -r line; do
            rest=${line#"$before"}
            [ "$rest" = "$line" ] && [ -n "$before" ] && continue
            printf '%s\n' "${rest%% *}"
        done | sort -u)
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
    [ ${#COMPREPLY[@]} -gt 0 ] || mapfile -t COMPREPLY < <(compgen -f -- "$word")
}
complete -o filenames -F _wijk wijk
