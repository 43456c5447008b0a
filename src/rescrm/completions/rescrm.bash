# Completion of rescrm in bash: commands, options, and the people you know.
# Written by `rescrm completion show bash`. Whatever is offered is data: it is quoted, never run.

_rescrm_completion() {
    local rest=${COMP_LINE:0:COMP_POINT} word index last=-1 quote='' cut='' answer line
    local -a words=()

    # bash also parts words at = : @; here they are put together again.
    for ((index = 0; index <= COMP_CWORD; index++)); do
        word=${COMP_WORDS[index]}
        if ((index == 0)) || [[ $rest == [[:space:]]* ]]; then
            rest=${rest#"${rest%%[![:space:]]*}"}
            ((last += 1))
            words[last]=''
        fi
        ((index < COMP_CWORD)) || word=$rest
        words[last]+=$word
        rest=${rest#"$word"}
    done

    for ((index = 1; index <= last; index++)); do
        word=${words[index]}
        case $word in
            \'* | \"*)
                quote=${word:0:1}
                word=${word:1}
                if ((index < last)); then
                    word=${word%"$quote"}
                    quote=''
                fi
                ;;
            *) word=${word//\\/} ;;
        esac
        words[index]=$word
    done
    word=${words[last]}

    # Only what stands behind the last = or :, or from the last @ on, is replaced; in quotes, all.
    if [[ -z $quote ]]; then
        for line in = : @; do
            if [[ $COMP_WORDBREAKS == *"$line"* && $word == *"$line"* ]]; then
                line=${word%"$line"*}${line#@}
                ((${#line} > ${#cut})) && cut=$line
            fi
        done
    fi

    COMPREPLY=()
    answer=$("$1" __complete "${words[@]:1}" 2>/dev/null)
    if (($? == 10)); then
        compopt -o default 2>/dev/null
        return 0
    fi
    while IFS= read -r line; do
        line=${line%%$'\t'*}
        line=${line#"$cut"}
        case $quote in
            '') [[ -z $line ]] || printf -v line '%q' "$line" ;;
            \') [[ $line != *\'* ]] || line='' ;;
            \") [[ $line != *[\"\$\`\\!]* ]] || line='' ;;
        esac
        [[ -z $line ]] || COMPREPLY+=("$line")
    done <<<"$answer"
    if ((${#COMPREPLY[@]} == 1)) && [[ ${COMPREPLY[0]} == *: ]]; then
        compopt -o nospace 2>/dev/null
    fi
    return 0
}

complete -F _rescrm_completion rescrm
