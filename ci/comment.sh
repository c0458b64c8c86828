#!/usr/bin/env bash
# Keeps one comment of claimlint on a pull request. MARKDOWN: the report; NUMBER: the pull request; GH_TOKEN: who writes it.
# A comment that cannot be written (the token of a fork may not) is a warning: what was found decides about the job.
set -uo pipefail

issues="repos/$GITHUB_REPOSITORY/issues"
warn() { echo "::warning title=claimlint::The comment could not be $1; the token needs the permission pull-requests: write."; }

# Only comments of the token's own account: anybody may write one that starts alike.
if ! ME="$(gh api graphql -f query='{viewer{login}}' --jq .data.viewer.login)"; then
    warn "looked up"
    exit 0
fi
export ME
mine='.[] | select(.user.login == env.ME and (.body | startswith("<!-- claimlint-report -->"))) | .id'
if ! ids="$(gh api --paginate "$issues/$NUMBER/comments" --jq "$mine")"; then
    warn "looked up"
    exit 0
fi
id="${ids%%$'\n'*}"

if [ -n "$id" ]; then
    gh api --silent --method PATCH "$issues/comments/$id" -F "body=@$MARKDOWN" || warn "changed"
elif grep -qx "### claimlint: nothing found" "$MARKDOWN" && ! grep -q "could not be read" "$MARKDOWN"; then
    echo "claimlint: nothing found, so there is nothing to comment."
else
    gh api --silent --method POST "$issues/$NUMBER/comments" -F "body=@$MARKDOWN" || warn "written"
fi
