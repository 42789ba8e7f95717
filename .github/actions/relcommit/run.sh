#!/usr/bin/env bash
# Finds relcommit, or installs it, and hands it the event. Everything else is in relcommit/hooks.
set -euo pipefail

# The interpreter that has relcommit: this one, the one of an installed `relcommit`, or a new environment.
find_python() {
  local candidate script
  for candidate in python3 python; do
    if command -v "$candidate" >/dev/null && "$candidate" -c 'import relcommit.hooks.action' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  if script=$(command -v relcommit); then
    candidate=$(sed -n '1s/^#!//p' "$script")
    if [ -x "$candidate" ] && "$candidate" -c 'import relcommit.hooks.action' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  fi
  install >&2
  echo "$RUNNER_TEMP/relcommit/bin/python"
}

install() {
  local source="relcommit${RELCOMMIT_VERSION:+==$RELCOMMIT_VERSION}" own
  own=$(cd "$RELCOMMIT_ACTION/../../.." && pwd)
  if [ -f "$own/relcommit/hooks/action.py" ]; then source=$own; fi
  python3 -m venv "$RUNNER_TEMP/relcommit"
  "$RUNNER_TEMP/relcommit/bin/python" -m pip install --quiet --disable-pip-version-check "$source"
}

# Out of the checkout: what a branch brings must not be imported in place of what is installed.
export RELCOMMIT_REPOSITORY="$PWD"
cd "$RUNNER_TEMP"
python=$(find_python)
exec "$python" -m "relcommit.hooks.${1:-action}"
