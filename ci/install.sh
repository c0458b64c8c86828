#!/usr/bin/env bash
# Installs claimlint for the GitHub Action: VERSION from PyPI, or the checkout of the action itself.
set -euo pipefail

if [ -n "${VERSION:-}" ]; then
    wanted="claimlint-health==$VERSION"
else
    wanted="$GITHUB_ACTION_PATH"
fi
python -m pip install --quiet --disable-pip-version-check "$wanted"
