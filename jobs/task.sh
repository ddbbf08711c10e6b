#!/usr/bin/env bash
# Submits the cells of one task of the paper's grid, by the names of the Python original's scripts: classify.sh and the
# others call it.
#
#   jobs/classify.sh CLUSTER [words for `introspect jobs submit`, such as --only '*_d-imdb_*']
#
#   RUN_DRY=1      only prints what would be submitted
#   RUN_ONE=1      submits one cell
#   RUN_LOCALLY=1  runs the jobs on this machine, without Slurm
#   GRID=FILE      another grid than the paper's
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
task=${1:?which task?}
shift
if [[ $# -eq 0 ]]; then
  echo "usage: jobs/$task.sh CLUSTER: mila, narval, generic, or the path of a profile of your own" >&2
  exit 2
fi
cluster=$1
shift

# The command of this checkout, where it has been built; else the installed one.
introspect=(introspect)
if [[ -f $here/../dist/bin/introspect.js ]]; then
  introspect=(node "$here/../dist/bin/introspect.js")
fi

what=submit
options=()
if [[ ${RUN_ONE:-} == 1 ]]; then options+=(--one); fi
if [[ ${RUN_DRY:-} == 1 ]]; then
  what=plan
elif [[ ${RUN_LOCALLY:-} == 1 ]]; then
  options+=(--locally)
fi

exec "${introspect[@]}" jobs "$what" "${GRID:-$here/paper.yaml}" --cluster "$cluster" \
  --task "$task" "${options[@]}" "$@"
