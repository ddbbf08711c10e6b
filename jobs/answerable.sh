#!/usr/bin/env bash
# Submits the paper's cells of the task answerable: see task.sh.
exec "$(dirname "${BASH_SOURCE[0]}")/task.sh" answerable "$@"
