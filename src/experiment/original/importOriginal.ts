/**
 * Bringing an experiment of the Python original into our cache and results.
 */
import { Clock, Effect, Option, Schema } from "effect"
import { GenerationCache } from "../../storage/GenerationCache.ts"
import { Results } from "../../storage/Results.ts"
import { specOf } from "../Experiment.ts"
import { keptParts } from "../parts.ts"
import { summaryResults } from "../summary/Summary.ts"
import { updateDocument } from "../summary/updateDocument.ts"
import { identifyOriginal, OriginalDocument, type OriginalExperiment } from "./identify.ts"
import { forEachAnswer, lostMessages } from "./lostMessages.ts"
import type { OriginalSource } from "./OriginalSource.ts"
import { wrappingOf } from "./prompts.ts"
import { generationOf, importRow, losesSession2, requestOf } from "./record.ts"
import { originalReaders } from "./wording.ts"

export interface ImportReport {
  /** The original's id, and ours. */
  readonly from: string
  readonly id: string
  /** Records that were imported now; those that were there before stay as they are. */
  records: number
  readonly before: number
  /** Answers of the experiment's cache. */
  answers: number
  /** Answers that the results alone have: each has an equal share of what its observation's time leaves. */
  onlyInResults: number
  /** Answers that are others in the cache than in the results: the cache's counts. */
  differing: number
  /** Sessions 2 of entailment counterfactuals that were found again in the cache. */
  repaired: number
  /** Those that were not. */
  lost: number
  /** Figures of the original's own document that the imported records do not give. */
  readonly disagreeing: readonly string[]
}

const atOnce = 200
const pageSize = 500

const importAnswers = Effect.fnUntraced(function*(source: OriginalSource, original: OriginalExperiment) {
  const cache = yield* GenerationCache
  let count = 0
  yield* forEachAnswer(
    source,
    (page) =>
      Effect.forEach(
        page,
        (answer) => cache.put(requestOf(original, answer.prompt), generationOf(original, answer)),
        {
          concurrency: atOnce,
          discard: true
        }
      ).pipe(Effect.zipRight(Effect.sync(() => {
        count += page.length
      })))
  )
  return count
})

/** Our names of the original's figures. */
const figures: { readonly [original: string]: string } = {
  total: "total",
  error: "error",
  missmatch: "mismatch",
  correct: "correct",
  introspect: "introspect",
  introspect_and_correct: "introspect_and_correct",
  faithful: "faithful",
  faithful_and_correct: "faithful_and_correct"
}

const disagreeing = (document: unknown, ours: object): readonly string[] => {
  const results = Schema.decodeUnknownOption(OriginalDocument)(document).pipe(
    Option.match({ onNone: () => ({}), onSome: ({ results }) => results })
  )
  return Object.entries(results).flatMap(([name, theirs]) => {
    const our = figures[name]
    const value = our === undefined ? theirs : (ours as { readonly [name: string]: unknown })[our]
    return value === theirs ? [] : [`${name} ${theirs}, here ${value}`]
  })
}

/** Imports one experiment; what an earlier import has brought is not brought again. */
export const importOriginal = Effect.fnUntraced(function*(source: OriginalSource) {
  const original = yield* identifyOriginal(source.id, source.document)
  const { experiment } = original
  const wrapping = wrappingOf(experiment)
  const spec = specOf(experiment, original.dataset)
  const answers = yield* importAnswers(source, original)
  const lostMessage = losesSession2(original.dataset.category, original)
    ? yield* lostMessages(source, wrapping)
    : () => null

  const cache = yield* GenerationCache
  const { open } = yield* Results
  const results = yield* open(experiment.id, spec)
  yield* results.keepParts(keptParts(experiment))
  const versions = yield* results.readerVersions
  const before = [...versions.values()].reduce((sum, count) => sum + count, 0)
  const counts = { records: 0, onlyInResults: 0, differing: 0, repaired: 0, lost: 0 }
  let last = -1
  while (true) {
    const rows = yield* source.rows(last, pageSize)
    if (rows.length === 0) break
    last = rows.at(-1)!.idx
    yield* Effect.forEach(rows, (row) =>
      Effect.gen(function*() {
        if (Option.isSome(yield* results.record(row.idx))) return
        const imported = yield* importRow(original, row, { find: source.answer, lostMessage }, wrapping)
        yield* Effect.forEach(imported.unknown, ({ generation, request }) => cache.put(request, generation))
        yield* results.put(imported.record)
        counts.records++
        counts.onlyInResults += imported.unknown.length
        counts.differing += imported.differing
        if (imported.isRepaired) counts.repaired++
        if (imported.isLost) counts.lost++
      }), { concurrency: atOnce, discard: true })
  }
  const tally = yield* updateDocument(results, {
    imported: {
      from: source.location,
      id: source.id,
      at: new Date(yield* Clock.currentTimeMillis).toISOString()
    },
    readers: originalReaders
  })
  const isTheirs = [...versions.keys()].every((version) => version === originalReaders)
  const report: ImportReport = {
    from: source.id,
    id: experiment.id,
    before,
    answers,
    ...counts,
    disagreeing: isTheirs
      ? disagreeing(source.document, summaryResults(tally, experiment.task.verdictName))
      : []
  }
  return report
}, Effect.scoped)
