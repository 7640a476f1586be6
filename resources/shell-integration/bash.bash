# War Room shell integration for bash 4.4 and newer. Started as `bash --init-file THIS`, so it first reads what the
# person's own shell would have read, at the top level (inside a function their `declare` would become local).
#
# It marks the byte stream with OSC 633: A prompt starts, B prompt ends, E;command;nonce, C output starts,
# D;exit code, P;Cwd=path, and G where a continuation prompt ends. Every mark but B and G carries the nonce, which no
# program can know: it comes in a file that is emptied here, before anything else runs. B and G stand in PS1 and PS2,
# which people export, and count only after an A.

# Ctrl-C that ends this file leaves a shell that is never recorded. While startup files are read it ends only the file,
# or the function, that hangs.
trap '' INT

__war_room_nonce=
if [[ -r ${WAR_ROOM_NONCE_FILE-} ]]; then
  IFS= builtin read -r __war_room_nonce <"$WAR_ROOM_NONCE_FILE"
  : >|"$WAR_ROOM_NONCE_FILE"
fi
unset WAR_ROOM_NONCE_FILE

trap 'return 130' INT

if [[ -n ${WAR_ROOM_LOGIN-} ]]; then
  unset WAR_ROOM_LOGIN
  [[ -r /etc/profile ]] && . /etc/profile
  if [[ -r ~/.bash_profile ]]; then
    . ~/.bash_profile
  elif [[ -r ~/.bash_login ]]; then
    . ~/.bash_login
  elif [[ -r ~/.profile ]]; then
    . ~/.profile
  fi
elif [[ -r ~/.bashrc ]]; then
  . ~/.bashrc
fi

# `set -x` is to show what the person runs, and not the nonce. A caller's $- is theirs again at a function's end.
{ __war_room_options=$-; set +x; } 2>/dev/null

# One of the person's own stays.
[[ $(trap -p INT) == *"'return 130'"* ]] && trap '' INT

# A line that holds a secret is put there with a blank before it, and no history is to keep it. Assigning what somebody
# made read-only would end this file, so that is tried elsewhere first.
if [[ ! :${HISTCONTROL-}: =~ :ignore(space|both): ]] && (HISTCONTROL=) 2>/dev/null; then
  HISTCONTROL=${HISTCONTROL:+$HISTCONTROL:}ignorespace
fi

# Leaves $1 in __war_room_escaped without a byte that could end or split the sequence.
__war_room_escape() {
  local text=$1 backslash='\\' semicolon='\x3b' newline='\x0a' escaped='' character code index
  text=${text//\\/"$backslash"}
  text=${text//;/"$semicolon"}
  text=${text//$'\n'/"$newline"}
  if [[ $text == *[[:cntrl:]]* ]]; then
    for ((index = 0; index < ${#text}; index++)); do
      character=${text:index:1}
      if [[ $character == [[:cntrl:]] ]]; then
        builtin printf -v code '%d' "'$character"
        if ((code >= 0 && code < 32 || code == 127)); then
          builtin printf -v character '\\x%02x' "$code"
        fi
      fi
      escaped+=$character
    done
    text=$escaped
  fi
  __war_room_escaped=$text
}

# Runs before every prompt, after the person's own hooks, which may have set PS1 and PS0 anew.
__war_room_prompt() {
  local - status=$1 plain
  set +x
  __war_room_escape "${PWD-}"
  builtin printf '\e]633;D;%s;%s\a\e]633;P;Cwd=%s;%s\a\e]633;A;%s\a' \
    "$status" "$__war_room_nonce" "$__war_room_escaped" "$__war_room_nonce" "$__war_room_nonce"
  [[ ${PS1-} == *']633;B\a'* ]] || PS1=${PS1-}'\[\e]633;B\a\]'
  [[ ${PS2-} == *']633;G\a'* ]] || PS2=${PS2-}'\[\e]633;G\a\]'
  # Without promptvars nothing in PS0 is run: then it says only that the command starts, which is read off the screen.
  PS0=${PS0-}
  plain="\\e]633;C;$__war_room_nonce\\a"
  if shopt -q promptvars; then
    PS0=${PS0//"$plain"/}
    [[ $PS0 == *"$__war_room_ps0"* ]] || PS0+=$__war_room_ps0
  else
    PS0=${PS0//"$__war_room_ps0"/}
    [[ $PS0 == *"$plain"* ]] || PS0+=$plain
    export -n PS0
  fi
  __war_room_last_entry=$(HISTTIMEFORMAT='' builtin history 1)
  # `set -a` exports whatever is assigned.
  export -n __war_room_nonce __war_room_ps0 __war_room_escaped __war_room_last_entry
}

# Runs in a subshell that PS0 starts: the command is read, and nothing of it has run. The newest history entry is this
# command unless the entry was there at the prompt already: then it is either the same command again (ignoredups) or
# one that history does not keep (ignorespace, HISTIGNORE), and `repeat` asks the reader to look at what was typed.
# Lines pasted together run without a prompt between them, so the exit code of the line before comes from here.
__war_room_command() {
  local status=$?
  set +x
  local entry doubt='' newest='^ *[0-9]+[* ] (.*)$' command=''
  entry=$(HISTTIMEFORMAT='' builtin history 1)
  [[ $entry == "${__war_room_last_entry-}" ]] && doubt=';repeat'
  [[ $entry =~ $newest ]] && command=${BASH_REMATCH[1]:0:32768}
  __war_room_escape "$command"
  builtin printf '\e]633;D;%s;%s\a\e]633;E;%s;%s%s\a\e]633;C;%s\a' \
    "$status" "$__war_room_nonce" "$__war_room_escaped" "$__war_room_nonce" "$doubt" "$__war_room_nonce"
}

# A shell that inherits an exported PS0 has no such function and must not say so at every command, and `set -x` is to
# show the person's commands only.
__war_room_ps0='$({ __war_room_command; } 2>/dev/null)'

# The group's redirections keep `set -x` quiet, and make bash-preexec's DEBUG trap take this for what it is: no
# command of the person (it looks whether stdout is a terminal).
__war_room_hook='{ __war_room_prompt "$?" >&9; } 9>&1 >/dev/null 2>&1'

if [[ -n $__war_room_nonce ]] && ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)); then
  if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 501)); then
    # An element of the array gets the command's own $?; text appended to a string would get that of what is before it.
    # It is never the first: that one is replaced when somebody assigns a string, or reads their .bashrc again.
    PROMPT_COMMAND=("${PROMPT_COMMAND[@]:-}" "$__war_room_hook")
  else
    __war_room_hook='{ __war_room_prompt "$__war_room_status" >&9; } 9>&1 >/dev/null 2>&1'
    PROMPT_COMMAND='__war_room_status=$?'${PROMPT_COMMAND:+$'\n'$PROMPT_COMMAND}$'\n'$__war_room_hook
  fi
fi 2>/dev/null
unset __war_room_hook
export -n __war_room_nonce __war_room_ps0
export -nf __war_room_escape __war_room_prompt __war_room_command
[[ $(trap -p INT) == *" '' "* ]] && trap - INT
if [[ $__war_room_options == *x* ]]; then
  unset __war_room_options
  set -x
else
  unset __war_room_options
fi
