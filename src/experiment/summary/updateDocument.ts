/**
 * The summary document after records have changed without a run.
 */
import { Clock, Effect, Option, Schema } from "effect"
import type { ExperimentResults } from "../../storage/Results.ts"
import { tasks } from "../../task/tasks.ts"
import { summariseControls } from "../controls/summary.ts"
import { priceIn, publishedCost } from "./cost.ts"
import { usedBy } from "./document.ts"
import { publishedRates } from "./rates.ts"
import { addRecord, emptyTally, summaryResults } from "./Summary.ts"

const Document = Schema.Record({ key: Schema.String, value: Schema.Unknown })

const partsOf = (value: unknown) => Option.getOrElse(Schema.decodeUnknownOption(Document)(value), () => ({}))

/** Replaces the document's figures and adds facts to its manifest; gives the counts that it then has. */
export const updateDocument = Effect.fnUntraced(function*(
  results: ExperimentResults,
  facts: { readonly [fact: string]: unknown }
) {
  const { verdictName } = tasks[results.spec.task]
  const tally = yield* results.fold(
    emptyTally(),
    (counts, record) => addRecord(counts, record, verdictName)
  )
  const controls = yield* summariseControls(results)
  const ended = new Date(yield* Clock.currentTimeMillis).toISOString()
  const document: { readonly manifest?: unknown; readonly cost?: unknown } = partsOf(
    Option.getOrNull(yield* results.document)
  )
  const cost = publishedCost(priceIn(document), usedBy(tally, controls))
  yield* results.saveDocument({
    id: results.id,
    spec: results.spec,
    ...document,
    results: summaryResults(tally, verdictName),
    rates: publishedRates(tally, verdictName),
    ...(controls === null ? {} : { controls }),
    ...(cost === null ? {} : { cost }),
    manifest: { ...partsOf(document.manifest), ...facts, ended }
  })
  return tally
})
