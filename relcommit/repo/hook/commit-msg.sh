#!/bin/sh
# Generado por relcommit. Se regenera solo cuando cambia la configuración: no lo edites.
# relcommit-hook @VERSION@ @DIGEST@
#
# Deja pasar lo que seguro que está bien con lo que la shell sabe hacer sola, y pregunta a Python por lo demás.
m=$1
d=${m%/*}
[ "$d" != "$m" ] || d=.

# Settings and rules are those that this script was written for.
fresh() {
  [ ! @ENTRY@ -nt "$0" ] || return 1
  if [ -e relcommit.toml ]; then s=relcommit.toml
  else
    for s in @COMMITIZEN@; do [ ! -e "$s" ] || return 1; done
    [ -e pyproject.toml ] || return @NO_SETTINGS@
    s=pyproject.toml
  fi
  k=$d/relcommit-hook-@DIGEST@
  [ -e "$k" ] && [ ! "$s" -nt "$k" ] && [ ! "$s" -ot "$k" ]
}

# Only signs that mean nothing to git, to Markdown or to the rules. $1: the line.
plain() {
  p=$1
  while :; do
    case $p in
@ACCENTED@
    *) break ;;
    esac
  done
  case $p in *[!@PROSE@]*) return 1 ;; esac
}

# No word that lacks its accent. The line comes split into words.
spelled() {
  for w; do
    case $w in @ENDINGS@) return 1 ;; esac
    w=${w%s}
    case $w in *a) unaccented "${w%a}o" && return 1 ;; esac
    unaccented "$w" && return 1
  done
  return 0
}

# Lists stand in quotes, a letter each: a shell reads a string several times faster than as many patterns.
unaccented() {
  case $1 in
@UNACCENTED@
  *) return 1 ;;
  esac
  case $list in *" ${1#?} "*) ;; *) return 1 ;; esac
}

opener() {
  case $1 in
@OPENERS@
  *) return 1 ;;
  esac
  case $list in *" ${1#?} "*) ;; *) return 1 ;; esac
}

header() {
  h=$1
  case $h in
@TYPES@
  *) return 1 ;;
  esac
  case $r in
  '('*)
    s=${r#(}
    s=${s%%)*}
    case $s in '' | *[!@SCOPE_SIGNS@]*) return 1 ;; esac
    @SCOPES@
    r=${r#"($s)"}
    ;;
  esac
  case $r in
  '!: '*) r=${r#'!: '} ;;
  ': '*) r=${r#': '} ;;
  *) return 1 ;;
  esac
  case $r in *. | *' ' | breaking* | cambio*) return 1 ;; [@LOWER@]*) ;; *) return 1 ;; esac
  plain "$r" || return 1
  @LENGTH@
  @OPENER@
  @SPELLED_HEADER@
}

line() {
  l=$1
  case $l in
  [@LETTERS@]* | '- '[@LETTERS@]* | '* '[@LETTERS@]*) ;;
  *) return 1 ;;
  esac
  case $l in *' ' | *' - '* | *[:#]*) return 1 ;; esac
  plain "$l" || return 1
  @WIDTH@
  @SPELLED_LINE@
}

message() {
  IFS= read -r x && header "$x" || return 1
  IFS= read -r x || { [ -z "$x" ]; return; }
  [ -z "$x" ] || return 1
  while IFS= read -r x; do
    [ -z "$x" ] || line "$x" || return 1
  done
  [ -z "$x" ]
}

set -f
IFS=' .,;()/_+"=@%&<>?!{}~^$*-'"'"
f=
if fresh; then
  f=@BAKED@
  [ -n "$f" ] && message <"$m" && exit 0
fi
if [ -x @PYTHON@ ] && [ -e @ENTRY@ ]; then
  exec @PYTHON@ -I -S -c 'import sys
sys.path.append(sys.argv[1])
from relcommit.__main__ import leave
from relcommit.hooks.commit_msg import main
leave(main(sys.argv[2:]))' @ROOT@ "$m" "$0" "$f"
fi
command -v relcommit >/dev/null 2>&1 && exec relcommit check --hook "$m"
echo "relcommit ya no está instalado: instálalo, o borra «$0»." >&2
exit 1
