#!/bin/sh
# relcommit @VERSION@. Generado al construir el paquete, de relcommit/repo/shell.
#
# Da por buenos los rangos cortos que seguro que están bien con lo que la shell sabe hacer sola; lo demás lo hace
# relcommit en Python, que espera al lado.

# Python's own command. The installer put both into one folder; a link to this script may stand anywhere.
in_python() {
  me=$0
  case $me in */*) ;; *) me=./$me ;; esac
  while [ ! -x "${me%/*}/@PYTHON@" ] && [ -L "$me" ]; do
    to=$(readlink "$me")
    case $to in /*) me=$to ;; *) me=${me%/*}/$to ;; esac
  done
  [ -x "${me%/*}/@PYTHON@" ] && exec "${me%/*}/@PYTHON@" "$@"
  echo 'relcommit está a medio instalar: falta «@PYTHON@» a su lado. Instálalo de nuevo.' >&2
  exit 127
}

# A shell reads as it goes: whatever is not for it leaves before the lists of words.
case $#:$1:$2:$3 in 3:check:--range:[!-]*) ;; *) in_python "$@" ;; esac

# The sources that this was written from have not changed since; named only where they are in use themselves.
fresh() {
  for s in @SOURCES@; do [ ! "$s" -nt "$0" ] || return 1; done
}

# The settings of this repository, where they are at hand: as `read_fresh` in relcommit/repo/stamps.py.
settings() {
  [ -z "${GIT_DIR+x}${GIT_WORK_TREE+x}${GIT_COMMON_DIR+x}${GITHUB_ACTIONS+x}" ] || return 1
  [ -d .git ] && [ ! -e .git/shallow ] || return 1
  if [ -e relcommit.toml ]; then s=relcommit.toml
  else
    for s in @COMMITIZEN@; do [ ! -e "$s" ] || return 1; done
    s=pyproject.toml
  fi
  @SETTINGS@
  [ -e "$s" ] || return 0
  set -- .git/@STAMP@*
  [ $# = 1 ] && [ -e "$1" ] && [ ! "$s" -nt "$1" ] && [ ! "$s" -ot "$1" ] || return 1
  {
    IFS= read -r version
    IFS='|' read -r types scopes authors bots subject_max body_width mood autosquash
  } <"$1"
  [ "$version" = @VERSION@ ] && [ -z "$authors" ] && [ -n "$autosquash" ]
}

# Sets $listed: for each commit a line that says so, and its message with a space before every line.
list() {
  listed=$(git @QUIET@ log -n @MORE@ '--format=commit%n%w(0,1,1)%B' @PLAIN@ "$1" -- 2>/dev/null) || return 1
  [ -n "$listed" ] && [ ${#listed} -le @LONGEST@ ]
}

fresh && settings && list "$3" || in_python "$@"
asked=$3 n=0
set -f
IFS='
'
set -- $listed
for x; do [ "$x" != commit ] || n=$((n + 1)); done
[ $n -le @MOST@ ] || in_python check --range "$asked"

@RULES@
# Whether every message is fine. A shell of its own, since bash is faster without a locale.
fine() (
  LC_ALL=C at=body
  for x; do
    case $at:$x in
    body:commit | blank:commit) at=header ;;
    header:' '*) header "${x# }" && at=blank || return 1 ;;
    blank:' ' | body:' ') at=body ;;
    body:' '*) line "${x# }" || return 1 ;;
    *) return 1 ;;
    esac
  done
  [ $at != header ]
)

told="$n @MANY@"
[ $n != 1 ] || told='@ONE@'
fine "$@" && echo "$told" 2>/dev/null && exit 0
in_python check --range "$asked"
