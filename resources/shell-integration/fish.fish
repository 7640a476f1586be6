# War Room shell integration for fish. Started as `fish --init-command 'source THIS'`, which runs after the person's
# configuration. The sequences are those of bash.bash.

set -g __war_room_nonce
if test -r "$WAR_ROOM_NONCE_FILE"
    read -g __war_room_nonce <$WAR_ROOM_NONCE_FILE
    echo -n >$WAR_ROOM_NONCE_FILE
end
set -e WAR_ROOM_NONCE_FILE

# Prints its argument without a byte that could end or split the sequence.
function __war_room_escape
    set -l text (string replace -a '\\' '\\\\' -- "$argv[1]" | string collect)
    set text (string replace -a ';' '\\x3b' -- "$text" | string collect)
    set text (string replace -a \n '\\x0a' -- "$text" | string collect)
    set text (string replace -a \t '\\x09' -- "$text" | string collect)
    # The control characters that are left say nothing in a command line.
    string replace -ar '[\x00-\x1f\x7f]' '?' -- "$text"
end

# The person's prompt, with its end marked. They may choose another at any time.
function __war_room_wrap_prompt
    string match -q '*__war_room_persons_prompt*' -- (functions fish_prompt)
    and return
    functions -e __war_room_persons_prompt
    functions -c fish_prompt __war_room_persons_prompt
    function fish_prompt
        __war_room_persons_prompt
        printf '\e]633;B\a'
    end
end

function __war_room_prompt --on-event fish_prompt
    __war_room_wrap_prompt
    set -l directory (__war_room_escape "$PWD")
    printf '\e]633;P;Cwd=%s;%s\a\e]633;A;%s\a' "$directory" "$__war_room_nonce" "$__war_room_nonce"
end

function __war_room_preexec --on-event fish_preexec
    # fish runs blanks and comments too, to no effect.
    string match -qr '^\s*(#[^\n]*)?$' -- "$argv[1]"
    and return
    set -l command (string sub -l 32768 -- "$argv[1]" | string collect)
    set command (__war_room_escape "$command")
    printf '\e]633;E;%s;%s\a\e]633;C;%s\a' "$command" "$__war_room_nonce" "$__war_room_nonce"
end

function __war_room_postexec --on-event fish_postexec
    printf '\e]633;D;%s;%s\a' $status "$__war_room_nonce"
end

__war_room_wrap_prompt
