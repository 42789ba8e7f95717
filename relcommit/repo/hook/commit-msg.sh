#!/bin/sh
# Generado por relcommit. Se regenera solo cuando cambia la configuración: no lo edites.
# relcommit-hook @VERSION@ @DIGEST@
#
# Deja pasar lo que seguro que está bien con lo que la shell sabe hacer sola, y pregunta a Python por lo demás.
m=$1
d=${m%/*}
[ "$d" != "$m" ] || d=.

@FILE@
# Settings and rules are those that this script was written for.
fresh() {
  [ ! @ENTRY@ -nt "$0" ] || return 1
  settings_file || return 1
  [ -e "$s" ] || return @NO_SETTINGS@
  as_old "$d/@STAMP@@DIGEST@"
}

@RULES@
@SETTINGS@

message() {
  IFS= read -r x && header "$x" || return 1
  z=${#x}
  IFS= read -r x || { [ -z "$x" ]; return; }
  [ -z "$x" ] || return 1
  while IFS= read -r x; do
    z=$((z + 1 + ${#x}))
    [ "$z" -lt @LARGEST@ ] || return 1
    [ -z "$x" ] || line "$x" || return 1
  done
  [ -z "$x" ]
}

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
