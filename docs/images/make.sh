#!/bin/sh
# Makes the picture of the README: simulated models on the built-in samples. Run it from the repository's root, after
# npm run build; it takes a few minutes, and a folder for the results may be given.
set -eu
results=${1:-$(mktemp -d)}
introspect="node dist/bin/introspect.js"
for profile in faithful unfaithful mixed:0.3 mixed:0.6 always-unknown; do
  for dataset in sample-sentiment sample-multi-choice sample-entailment; do
    for task in counterfactual redacted importance; do
      $introspect run --client Simulated --profile "$profile" --dataset "$dataset" --task "$task" \
        --controls random --persistent-dir "$results" --quiet > /dev/null
    done
  done
done
figure=explain_f-task_y-faithfulness_x-model
$introspect plot $figure --format website --type svg,png --persistent-dir "$results" --out "$results/images"
cp "$results/images/$figure.svg" docs/images/simulated.svg
cp "$results/images/$figure.png" docs/images/simulated.png
