# Sets $s to the file whose settings count here, there or not; fails where those of commitizen count as well.
# As relcommit/repo/messages/cache_marker.py does.
settings_file() {
  s=relcommit.toml
  [ ! -e "$s" ] || return 0
  for s in @COMMITIZEN@; do [ ! -e "$s" ] || return 1; done
  s=pyproject.toml
}

# A stamp, $1, is there, and as old as that file.
as_old() {
  [ -e "$1" ] && [ ! "$s" -nt "$1" ] && [ ! "$s" -ot "$1" ]
}
