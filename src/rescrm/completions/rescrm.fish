# Completion of rescrm in fish: commands, options, and the people you know.
# Written by `rescrm completion show fish`. Whatever is offered is data: it is quoted, never run.

function __rescrm_complete
    set -l typed (commandline -opc)
    set -l last (commandline -ct | string replace -r '^["\']' '')
    set -l answer (command $typed[1] __complete $typed[2..-1] "$last" 2>/dev/null)
    if test $status -eq 10
        __fish_complete_path (commandline -ct)
    else if test -n "$answer"
        printf '%s\n' $answer
    end
end

complete -c rescrm -f -k -a '(__rescrm_complete)'
