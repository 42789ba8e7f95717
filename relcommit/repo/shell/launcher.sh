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

# A shell reads as it goes: what is not for it ends here, before the lists of words.
case $#:$1:$2:$3 in 3:check:--range:[!-]*) ;; *) in_python "$@" ;; esac

@RULES@
# The sources that these rules were written from have not changed since; only where they are in use themselves.
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
  set +f
  set -- .git/@STAMP@*
  set -f
  [ $# = 1 ] && [ -e "$1" ] && [ ! "$s" -nt "$1" ] && [ ! "$s" -ot "$1" ] || return 1
  {
    IFS= read -r version
    IFS='|' read -r types scopes authors bots subject_max body_width mood autosquash
  } <"$1"
  [ "$version" = @VERSION@ ] && [ -z "$authors" ] && [ -n "$autosquash" ]
}

# The commits that `listed` tells, if all are fine and they are few. Apart, since bash is faster without a locale.
commits() (
  LC_ALL=C n=0 x=
  while IFS= read -r x; do
    case $x in
    commit)
      n=$((n + 1))
      [ $n -le @MOST@ ] && IFS= read -r x && header "${x# }" || return 1
      # Git ends a message of one line with an empty one, and begins every line of a message with a space.
      IFS= read -r x || return 1
      case $x in '' | ' ') ;; *) return 1 ;; esac
      ;;
    '' | ' ') ;;
    ' '*) line "${x# }" || return 1 ;;
    end) break ;;
    *) return 1 ;;
    esac
  done
  [ "$x" = end ] || return 1
  case $n in
  0) return 1 ;;
  1) echo '@ONE@' ;;
  *) echo "$n @MANY@" ;;
  esac 2>/dev/null
)

listed() {
  git @QUIET@ log -n @MORE@ '--format=commit%n%w(0,1,1)%B' @PLAIN@ "$1" -- 2>/dev/null && echo end
}

fresh && settings && listed "$3" | commits && exit 0
in_python "$@"
