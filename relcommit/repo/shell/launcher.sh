#!/bin/sh
# relcommit @VERSION@. Generado al construir el paquete, de relcommit/repo/shell.
#
# Da por buenos los rangos cortos que seguro que están bien con lo que la shell sabe hacer sola; lo demás lo hace
# relcommit en Python, que espera al lado.

# Python's own command. The installer put both into one folder; a link to this script may stand anywhere.
# The names have a mark of their own: a variable that somebody exports would reach Python changed.
in_python() {
  _me=$0
  case $_me in */*) ;; *) [ ! -e "$_me" ] && _me=$(command -v -- "$_me") || _me=./$_me ;; esac
  while [ ! -x "${_me%/*}/@PYTHON@" ] && [ -L "$_me" ]; do
    _to=$(readlink "$_me")
    case $_to in /*) _me=$_to ;; *) _me=${_me%/*}/$_to ;; esac
  done
  _python=${_me%/*}/@PYTHON@
  if [ ! -x "$_python" ]; then
    echo 'relcommit está a medio instalar: falta «@PYTHON@» a su lado. Instálalo de nuevo.' >&2
    exit 127
  fi
  # What it would do, without the `re` that the scripts of older installers begin with: it takes longer than a check.
  _first=
  IFS= read -r _first <"$_python"
  case $_first in
  *' '*) ;;
  '#!'/*/python*)
    exec "${_first#??}" -P -c 'import sys
sys.argv[:2] = sys.argv[1:2]
from relcommit.__main__ import behind_launcher
behind_launcher()' "$_python" "$@"
    ;;
  esac
  exec "$_python" "$@"
}

# A shell reads as it goes: whatever is not for it leaves before the lists of words.
case $#:$1:$2:$3 in 3:check:--range:[!-]*) ;; *) in_python "$@" ;; esac

# The sources that this was written from have not changed since; named only where they are in use themselves.
fresh() {
  for s in @SOURCES@; do [ ! "$s" -nt "$0" ] || return 1; done
}

@FILE@
# The settings of this repository, where they are at hand.
settings() {
  [ -z "${GIT_DIR+x}${GIT_WORK_TREE+x}${GIT_COMMON_DIR+x}${GITHUB_ACTIONS+x}" ] || return 1
  [ -d .git ] && [ ! -e .git/shallow ] || return 1
  settings_file || return 1
  @SETTINGS@
  [ -e "$s" ] || return 0
  set -- .git/@STAMP@*
  [ $# = 1 ] && as_old "$1" || return 1
  {
    IFS= read -r version
    IFS='|' read -r types scopes authors bots subject_max body_width mood autosquash
  } <"$1"
  [ "$version" = @VERSION@ ] && [ -z "$authors" ] && [ -n "$autosquash" ]
}

# Sets $listed: for each commit back from the end, whether the start is in sight or not, a line with its name and its
# parents, and its message with a space before every line. To ask for the range itself, git would walk all of it first.
list() {
  case $1 in *...* | *..-* | *'~'[1-9][0-9][0-9]*) return 1 ;; *..*) ;; *) return 1 ;; esac
  a=${1%%..*} b=${1#*..}
  set -- $(command git rev-parse -q "${a:-HEAD}^{commit}" "${b:-HEAD}^{commit}" 2>/dev/null) || return 1
  [ $# = 2 ] && start=$1 || return 1
  listed=$(command git @QUIET@ log -n @MORE@ '--format=commit %H %P%n%w(0,1,1)%B' @PLAIN@ "$2" -- 2>/dev/null) || return 1
  [ ${#listed} -le @LONGEST@ ]
}

fresh && settings && list "$3" || in_python "$@"
asked=$3 n=0
set -f
IFS='
'
set -- $listed
for x; do case $x in "commit $start"*) break ;; commit*) n=$((n + 1)) ;; esac; done
case $n:$x in 0:* | *:' '*) in_python check --range "$asked" ;; esac

@RULES@
# Whether every message up to the start is fine, and every commit has one parent: there is no other way back then.
# A shell of its own, since bash is faster without a locale.
fine() (
  LC_ALL=C at=body
  for x; do
    case $at:$x in
    body:"commit $start"* | blank:"commit $start"*) return 0 ;;
    body:'commit '*' '*' '* | blank:'commit '*' '*' '*) return 1 ;;
    body:'commit '*' '?* | blank:'commit '*' '?*) at=header ;;
    header:' '*) header "${x# }" && at=blank || return 1 ;;
    blank:' ' | body:' ') at=body ;;
    body:' '*) line "${x# }" || return 1 ;;
    *) return 1 ;;
    esac
  done
  return 1
)

told="$n @MANY@"
[ $n != 1 ] || told='@ONE@'
fine "$@" && echo "$told" 2>/dev/null && exit 0
in_python check --range "$asked"
