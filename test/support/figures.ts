/**
 * Figures of made-up results, drawn in memory.
 */
import { Effect } from "effect"
import * as Memory from "../../layers/results/Memory.ts"
import { models } from "../../src/chat/models.ts"
import { listExperiments } from "../../src/experiment/summary/listing.ts"
import { describe } from "../../src/reporting/Described.ts"
import { figures } from "../../src/reporting/figures/catalogue.ts"
import { detailsReader } from "../../src/reporting/figures/details.ts"
import { drawFigure } from "../../src/reporting/figures/draw.ts"
import { everything, type Selection } from "../../src/reporting/Selection.ts"
import { keep, type MadeUp } from "./makeBelieve.ts"

/** What becomes of a figure of what is stored. */
export const drawStored = (name: string, selection: Partial<Selection> = {}) =>
  Effect.gen(function*() {
    const figure = figures.find((known) => known.name === name)
    if (figure === undefined) return yield* Effect.dieMessage(`no figure ${name}`)
    const whole: Selection = { ...everything, ...selection }
    const experiments = (yield* listExperiments).map((listed) => describe(listed, models, whole))
    return yield* drawFigure(figure, experiments, whole, yield* detailsReader)
  })

/** What becomes of a figure when these results are all that is stored. */
export const drawnOf = (name: string, made: readonly MadeUp[], selection: Partial<Selection> = {}) =>
  Effect.forEach(made, keep, { discard: true }).pipe(
    Effect.zipRight(drawStored(name, selection)),
    Effect.provide(Memory.layer)
  )
