/**
 * `introspect results show`: one experiment, or one of its observations.
 */
import { Effect, Option } from "effect"
import { summariseControls } from "../../../src/experiment/controls/summary.ts"
import { priceIn, publishedCost } from "../../../src/experiment/summary/cost.ts"
import { usedBy } from "../../../src/experiment/summary/document.ts"
import { endedOf } from "../../../src/experiment/summary/listing.ts"
import { publishedRates } from "../../../src/experiment/summary/rates.ts"
import { addRecord, emptyTally, summaryResults } from "../../../src/experiment/summary/Summary.ts"
import type { StoredExperiment } from "../../../src/storage/Results.ts"
import { tasks } from "../../../src/task/tasks.ts"
import { controlFigures } from "../../display/controls.ts"
import { costLines } from "../../display/cost.ts"
import { figures } from "../../display/figures.ts"
import { showObservation } from "../../display/observation.ts"
import { plainTable } from "../../display/plainTable.ts"
import { showSpec } from "../../display/spec.ts"
import { resultsTable } from "../../display/table.ts"
import type { StorageFlags } from "../../options/storage.ts"
import { print } from "../../print.ts"
import { cacheLayer, inspectionLayer } from "../storage.ts"
import { storedOf, transcriptOf } from "../stored.ts"

const showVersions = (versions: ReadonlyMap<string, number>) =>
  [...versions].map(([version, count]) => `${version} (${count} records)`).join(", ")

const showExperiment = Effect.fnUntraced(function*(stored: StoredExperiment, json: boolean) {
  const { document, id, location, spec } = stored
  const task = tasks[spec.task]
  const { verdictName } = task
  const tally = yield* stored.fold(
    emptyTally(),
    (counts, record) => addRecord(counts, record, verdictName)
  )
  const summary = summaryResults(tally, verdictName)
  const controls = yield* summariseControls(stored)
  const readers = yield* stored.readerVersions
  const last = yield* document
  const ended = endedOf(last)
  const cost = publishedCost(priceIn(Option.getOrNull(last)), usedBy(tally, controls))
  if (json) {
    const rates = publishedRates(tally, verdictName)
    return yield* print(
      JSON.stringify({
        id,
        spec,
        results: summary,
        rates,
        ...(controls === null ? {} : { controls }),
        ...(cost === null ? {} : { cost }),
        readers: Object.fromEntries(readers),
        ended
      })
    )
  }
  const names = Object.keys(summary.answer[0] ?? {})
  const answers = summary.answer.toSorted((a, b) => b.count - a.count)
    .map((answer) => Object.values(answer).map(String))
  yield* print([
    id,
    "",
    showSpec(spec),
    `readers      ${showVersions(readers)}`,
    `ended        ${ended ?? "not yet"}`,
    "",
    resultsTable([{
      experiment: { dataset: spec.dataset.name, model: spec.model, pack: spec.pack, task },
      tally
    }]),
    "",
    figures(tally, verdictName),
    ...costLines(cost),
    ...(controls === null ? [] : ["", controlFigures(controls)]),
    ...(answers.length === 0 ? [] : ["", plainTable(names, names.map(() => "left"), answers)]),
    "",
    `Records: ${location}`
  ].join("\n"))
})

const showOne = Effect.fnUntraced(function*(stored: StoredExperiment, idx: number, json: boolean) {
  const transcript = yield* transcriptOf(stored, idx)
  yield* print(json ? JSON.stringify(transcript) : showObservation(transcript))
})

/** Prints what is stored of an experiment, or of one of its observations. */
export const show = Effect.fnUntraced(
  function*({ cache, id, idx, json, persistentDir }: StorageFlags & {
    readonly id: string
    readonly idx: Option.Option<number>
    readonly json: boolean
  }) {
    const stored = yield* Effect.provide(storedOf(id), inspectionLayer(persistentDir))
    yield* Option.match(idx, {
      onNone: () => showExperiment(stored, json),
      onSome: (wanted) => Effect.provide(showOne(stored, wanted, json), cacheLayer({ cache, persistentDir }))
    })
  },
  Effect.scoped
)
