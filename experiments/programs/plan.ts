/**
 * `--dry`: what a run would do.
 */
import { Effect, Option } from "effect"
import { resolve } from "node:path"
import { controlGenerations } from "../../src/experiment/controls/kinds.ts"
import { dataOf } from "../../src/experiment/dataOf.ts"
import { type Experiment, specOf } from "../../src/experiment/Experiment.ts"
import { Results } from "../../src/storage/Results.ts"
import { sessionsOf } from "../../src/task/sessions.ts"
import type { ControlFlags } from "../options/controls.ts"
import type { RunFlags } from "../options/run.ts"
import { print } from "../process/print.ts"
import { inspectionLayer } from "../setup/storage.ts"

/** Prints the plan of a run: nothing is asked or written. */
export const plan = Effect.fnUntraced(function*(
  experiment: Experiment,
  flags: Pick<RunFlags, "fresh" | "json" | "limit"> & ControlFlags & { readonly persistentDir: string }
) {
  const { dataset, finished } = yield* Effect.gen(function*() {
    const results = yield* Results
    const stored = yield* results.inspect(experiment.id)
    return {
      dataset: yield* dataOf(experiment),
      finished: Option.isNone(stored) || flags.fresh ? 0 : (yield* stored.value.finished).size
    }
  }).pipe(Effect.scoped, Effect.provide(inspectionLayer(flags.persistentDir)))
  const observations = Math.min(Option.getOrElse(flags.limit, () => dataset.size), dataset.size)
  const pending = Math.max(0, observations - finished)
  const sessions = sessionsOf(experiment.task.name).length
  const facts = {
    id: experiment.id,
    spec: specOf(experiment, dataset),
    observations,
    complete: finished,
    pending,
    generations_at_most: pending * sessions,
    control_generations_at_most: observations * controlGenerations(experiment.task, flags),
    persistent_dir: resolve(flags.persistentDir)
  }
  yield* print(JSON.stringify(facts, null, flags.json ? undefined : 2))
})
