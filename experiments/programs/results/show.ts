/**
 * `introspect results show`: one experiment, or one of its observations.
 */
import { Effect, Option } from "effect"
import { priceIn, publishedCost } from "../../../src/experiment/summary/cost.ts"
import { usedBy } from "../../../src/experiment/summary/document.ts"
import { summaryResults } from "../../../src/experiment/summary/Summary.ts"
import { reportedExperiment } from "../../../src/reporting/report/ReportedExperiment.ts"
import type { StoredExperiment } from "../../../src/storage/Results.ts"
import { controlFigures } from "../../display/controls.ts"
import { costLines } from "../../display/cost.ts"
import { figures } from "../../display/figures.ts"
import { showObservation } from "../../display/observation.ts"
import { plainTable } from "../../display/plainTable.ts"
import { showSpec } from "../../display/spec.ts"
import { resultsTable } from "../../display/table.ts"
import type { StorageFlags } from "../../options/storage.ts"
import { print } from "../../process/print.ts"
import { cacheLayer, inspectionLayer } from "../../setup/storage.ts"
import { storedOf, transcriptOf } from "../../setup/stored.ts"

const showVersions = (versions: ReadonlyMap<string, number>) =>
  [...versions].map(([version, count]) => `${version} (${count} records)`).join(", ")

const showExperiment = Effect.fnUntraced(function*(stored: StoredExperiment, json: boolean) {
  const { document, id, location, spec } = stored
  const { controls, rates, readers, run, tally, verdictName } = yield* reportedExperiment(stored, 0)
  const summary = summaryResults(tally, verdictName)
  const ended = run?.manifest.ended ?? null
  const cost = publishedCost(priceIn(Option.getOrNull(yield* document)), usedBy(tally, controls))
  if (json) {
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
      experiment: {
        dataset: spec.dataset.name,
        model: spec.model,
        pack: spec.pack,
        task: { name: spec.task, verdictName }
      },
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
