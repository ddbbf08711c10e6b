#!/bin/bash
{options}

# {title}
# Written by `introspect jobs submit`; all that can go wrong is handled by the command at the end.
{modules}
set -euo pipefail
{environment}
{setup}

# In place of this shell: Slurm's signals reach it at once.
exec {command}
