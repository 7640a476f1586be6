# War Room shell integration for zsh. ZDOTDIR leads here for this one file; it puts the person's ZDOTDIR back at once, so
# that everything after it (.zprofile, .zshrc, .zlogin, HISTFILE, the completion dump) is theirs. The hooks are installed
# at the first prompt, after whatever their files set up.
#
# The sequences are those of bash.bash.

# Ctrl-C that ends this file leaves a shell without the person's files, and never recorded.
trap '' INT
if [[ -n ${WAR_ROOM_ZDOTDIR+set} ]]; then
  ZDOTDIR=$WAR_ROOM_ZDOTDIR
  unset WAR_ROOM_ZDOTDIR
else
  unset ZDOTDIR
fi
typeset +x -g __war_room_nonce=''
if [[ -r ${WAR_ROOM_NONCE_FILE-} ]]; then
  IFS= builtin read -r __war_room_nonce <$WAR_ROOM_NONCE_FILE
  : >|$WAR_ROOM_NONCE_FILE
fi
unset WAR_ROOM_NONCE_FILE

trap - INT
if [[ -r ${ZDOTDIR:-$HOME}/.zshenv ]]; then
  builtin source ${ZDOTDIR:-$HOME}/.zshenv
fi

if [[ -o interactive && -n $__war_room_nonce ]]; then
  # Leaves $1 in REPLY without a byte that could end or split the sequence.
  __war_room_escape() {
    builtin emulate -L zsh
    local text=$1 code character escaped=''
    text=${text//\\/\\\\}
    text=${text//;/\\x3b}
    if [[ $text == *[[:cntrl:]]* ]]; then
      for character in ${(s::)text}; do
        if [[ $character == [[:cntrl:]] ]]; then
          builtin printf -v code '%d' "'$character"
          (( code < 32 || code == 127 )) && builtin printf -v character '\\x%02x' $code
        fi
        escaped+=$character
      done
      text=$escaped
    fi
    REPLY=$text
  }

  # `setopt xtrace` would show the nonce: hooks turn it off before they touch it.
  __war_room_precmd() {
    local exit_code=${1:-$?}
    builtin emulate -L zsh -o no_xtrace
    local REPLY
    __war_room_escape $PWD
    builtin printf '\e]633;D;%s;%s\a\e]633;P;Cwd=%s;%s\a\e]633;A;%s\a' \
      $exit_code $__war_room_nonce $REPLY $__war_room_nonce $__war_room_nonce
    # A theme that was loaded since may set PROMPT after us: from the next prompt on we are last again.
    [[ ${precmd_functions[-1]} == __war_room_precmd ]] ||
      precmd_functions=(${precmd_functions:#__war_room_precmd} __war_room_precmd)
    [[ $PROMPT == *$__war_room_prompt_end* ]] || PROMPT+=$__war_room_prompt_end
  }

  # Some themes draw a prompt that is not in PROMPT when we look.
  __war_room_line_init() {
    local percent=$options[promptpercent]
    builtin emulate -L zsh -o no_xtrace
    [[ $PROMPT == *$__war_room_prompt_end* && $percent == on ]] || builtin printf '\e]633;B\a'
  }

  # $1 is the line as typed, also where history does not keep it; it is empty where history is off, and $3 is not.
  __war_room_preexec() {
    builtin emulate -L zsh -o no_xtrace
    local REPLY
    __war_room_escape "${${1:-$3}[1,32768]}"
    builtin printf '\e]633;E;%s;%s\a\e]633;C;%s\a' "$REPLY" $__war_room_nonce $__war_room_nonce
  }

  __war_room_install() {
    local exit_code=$?
    builtin emulate -L zsh -o no_xtrace
    typeset -g +x __war_room_prompt_end=$'%{\e]633;B\a%}'
    precmd_functions=(${precmd_functions:#__war_room_install} __war_room_precmd)
    preexec_functions=($preexec_functions __war_room_preexec)
    builtin autoload -Uz add-zle-hook-widget && add-zle-hook-widget line-init __war_room_line_init
    builtin unfunction __war_room_install
    # zsh goes on with the list of hooks as it was, so the first prompt is marked from here.
    __war_room_precmd $exit_code
  }

  # A line that holds a secret is put there with a blank before it, and no history is to keep it.
  builtin setopt hist_ignore_space
  typeset -ga precmd_functions preexec_functions
  precmd_functions+=(__war_room_install)
fi
