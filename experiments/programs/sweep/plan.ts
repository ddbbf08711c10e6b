/**
 * `introspect sweep --dry`: what a sweep would ask.
 */
import { Effect, Exit, Layer } from "effect"
import type { Cell } from "../../../src/sweep/Cell.ts"
import { planSweep } from "../../../src/sweep/plan/planSweep.ts"
import { sharedDatasets } from "../../../src/sweep/sharedDatasets.ts"
import { planDocument, planTable } from "../../display/sweepPlan.ts"
import { showTicking } from "../../display/ticking.ts"
import { UsageError } from "../../errors/UsageError.ts"
import type { SweepFlags } from "../../options/sweep.ts"
import { print } from "../../process/print.ts"
import { lookupLayer } from "../../setup/lookup.ts"

/** Looks at every observation of every cell, and shows how far that is. */
const planned = Effect.fnUntraced(function*(cells: readonly Cell[]) {
  let looked = 0
  const text = () => `planning: ${looked} observations looked at`
  yield* showTicking({
    bar: text,
    line: () => ({ text: text(), facts: { looked } }),
    isKept: false
  })
  return yield* planSweep(cells, () => {
    looked++
  })
}, Effect.scoped)

/** Prints the plan of a sweep: nothing is asked or written. */
export const plan = Effect.fnUntraced(function*(cells: readonly Cell[], flags: SweepFlags) {
  const layers = Layer.provideMerge(sharedDatasets, lookupLayer(flags))
  const found = yield* Effect.provide(planned(cells), layers)
  yield* print(flags.json ? JSON.stringify(planDocument(found)) : planTable(found))
  const without = found.cells.filter(({ plan }) => Exit.isFailure(plan)).length
  if (without > 0) {
    return yield* new UsageError({ message: `${without} of ${cells.length} cells cannot be planned` })
  }
})
