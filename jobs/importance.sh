#!/usr/bin/env bash
# Submits the paper's cells of the task importance: see task.sh.
exec "$(dirname "${BASH_SOURCE[0]}")/task.sh" importance "$@"
