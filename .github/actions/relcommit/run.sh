#!/usr/bin/env bash
# Finds a relcommit that fits, or installs the one that this Action brings, and hands it the event. Everything else is
# in relcommit/hooks. Nothing of the checked-out tree is imported: python runs isolated (-I), far from it.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
own=${RELCOMMIT_ACTION:-$here}
venv=$RUNNER_TEMP/relcommit

# The version that this Action brings: of its own checkout, else of the wheel that «relcommit init» put beside it.
own_version() {
  if [ -f "$own/relcommit/__init__.py" ]; then
    sed -n 's/^__version__ = "\([^"]*\)".*/\1/p' "$own/relcommit/__init__.py"
  else
    sed -n 's|^\./relcommit-\([^-]*\)-.*|\1|p' "$here/relcommit.txt"
  fi
}

fits() {
  "$1" -I -c 'import sys, relcommit, relcommit.hooks.checklist; sys.exit(relcommit.__version__ != sys.argv[1])' \
    "$version" 2>/dev/null
}

# The interpreter that has it: this one, that of an installed `relcommit` (pip, pipx, uv tool), or a new environment.
find_python() {
  local candidate script
  for candidate in python3 python; do
    if command -v "$candidate" >/dev/null && fits "$candidate"; then
      echo "$candidate"
      return
    fi
  done
  if script=$(command -v relcommit); then
    candidate=$(sed -n '1s/^#!//p' "$script")
    if [ -x "$candidate" ] && fits "$candidate"; then
      echo "$candidate"
      return
    fi
  fi
  [ -x "$venv/bin/python" ] && fits "$venv/bin/python" || install >&2
  echo "$venv/bin/python"
}

# Never by a bare name: each package by its hash, and relcommit from what came with this Action.
install() {
  python3 -I -m venv --clear "$venv"
  local pip=("$venv/bin/python" -I -m pip install --quiet --disable-pip-version-check --no-input --no-deps
    --require-hashes --only-binary ":all:")
  "${pip[@]}" -r "$here/requirements.txt"
  if [ -f "$own/relcommit/__init__.py" ]; then
    local site
    site=$("$venv/bin/python" -I -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    cp -R "$own/relcommit" "$site/relcommit"
    cp -R "$own/templates" "$site/relcommit/templates"
  else
    (cd "$here" && "${pip[@]}" -r relcommit.txt)
  fi
}

# The verdict of a plan's canary, in the log and in the summary. Without a canary there is nothing to judge.
judge_rollout() {
  local words=(rollout verdict --events "$RELCOMMIT_EVENTS") code=0
  [ -z "${RELCOMMIT_DEPLOYMENTS:-}" ] || words+=(--deployments "$RELCOMMIT_DEPLOYMENTS")
  [ "${RELCOMMIT_WATCH:-}" != true ] || words+=(--watch)
  (cd "$RELCOMMIT_REPOSITORY" && GITHUB_TOKEN=$RELCOMMIT_TOKEN "$python" -I -m relcommit "${words[@]}" -- "$RELCOMMIT_PLAN") \
    2>&1 | tee -a "${GITHUB_STEP_SUMMARY:-/dev/null}" || code=${PIPESTATUS[0]}
  if [ "$code" = 4 ]; then
    exit 0
  fi
  exit "$code"
}

export RELCOMMIT_REPOSITORY="$PWD"
cd "$RUNNER_TEMP"
version=$(own_version)
python=$(find_python)
if [ "${1:-}" = rollout ]; then
  judge_rollout
fi
exec "$python" -I -m "relcommit.hooks.${1:-action}"
