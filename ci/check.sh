#!/usr/bin/env bash
# Runs claimlint for the GitHub Action and leaves with its exit code. PATHS, CONFIG, FAIL_ON, CHANGED_SINCE and ARGS are the action's inputs.
# Reports go to RUNNER_TEMP, their paths to GITHUB_OUTPUT; annotations and the job's summary are claimlint's own doing.
set -uo pipefail

paths=() options=() code=0
while IFS= read -r line; do
    [ -z "${line//[[:space:]]/}" ] || paths+=("$line")
done <<<"${PATHS:-.}"
while IFS= read -r line; do
    [ -z "${line//[[:space:]]/}" ] || options+=("$line")
done <<<"${ARGS:-}"
[ -z "${CONFIG:-}" ] || options+=(--config "$CONFIG")
[ -z "${FAIL_ON:-}" ] || options+=(--fail-on "$FAIL_ON")
[ -z "${CHANGED_SINCE:-}" ] || options+=(--changed-since "$CHANGED_SINCE")

reports="$RUNNER_TEMP/claimlint"
rm -rf "$reports"
mkdir -p "$reports"
claimlint check --format github --report "sarif=$reports/all.sarif" --report "markdown=$reports/comment.md" \
    ${options[@]+"${options[@]}"} -- "${paths[@]}" || code=$?

{
    echo "exit-code=$code"
    if [ -s "$reports/all.sarif" ]; then
        echo "sarif=$reports/all.sarif"
        # Code scanning opens alerts for suppressed results, too.
        python "$GITHUB_ACTION_PATH/ci/unsuppressed.py" "$reports/all.sarif" "$reports/upload.sarif" \
            && echo "upload=$reports/upload.sarif"
    fi
    [ ! -s "$reports/comment.md" ] || echo "markdown=$reports/comment.md"
} >>"$GITHUB_OUTPUT"
exit "$code"
