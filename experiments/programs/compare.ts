/**
 * `introspect compare`: paired differences between results on the same data.
 */
import { Effect, Stream } from "effect"
import { csv } from "../../layers/results/export/Csv.ts"
import { compareAll, type Compared, pairings } from "../../src/experiment/comparison/compare.ts"
import { standingsOf } from "../../src/experiment/comparison/standings.ts"
import { comparisonColumns, comparisonRows } from "../../src/experiment/comparison/tabulated.ts"
import { incomparable } from "../../src/experiment/records/diff.ts"
import type { StoredExperiment } from "../../src/storage/Results.ts"
import { comparisonReport } from "../display/comparison.ts"
import { UsageError } from "../errors/UsageError.ts"
import { writeStdout } from "../process/output.ts"
import { print } from "../process/print.ts"
import { inspectionLayer } from "../setup/storage.ts"
import { storedOf } from "../setup/stored.ts"

const comparedOf = Effect.fnUntraced(function*(stored: StoredExperiment) {
  const compared: Compared = {
    id: stored.id,
    spec: stored.spec,
    standings: yield* standingsOf(stored),
    readers: [...(yield* stored.readerVersions).keys()]
  }
  return compared
})

/** What keeps these experiments from being compared with the first; null when nothing does. */
const problemOf = ([reference, ...others]: readonly StoredExperiment[]): string | null => {
  if (reference === undefined) return null
  const seen = new Set([reference.id])
  for (const other of others) {
    if (seen.has(other.id)) return `${other.id} is named twice`
    seen.add(other.id)
    const problem = incomparable(reference.spec, other.spec)
    if (problem !== null) {
      return `${reference.id} and ${other.id} cannot be compared: ${problem}`
    }
  }
  return null
}

/** Compares the first with each other one, or all with all. */
export const compare = Effect.fnUntraced(
  function*({ allPairs, csv: isCsv, exact, ids, json, seed }: {
    readonly ids: readonly string[]
    readonly allPairs: boolean
    readonly exact: boolean
    readonly seed: number
    readonly csv: boolean
    readonly json: boolean
    readonly persistentDir: string
  }) {
    if (isCsv && json) return yield* new UsageError({ message: "give one of --csv and --json" })
    const stored = yield* Effect.forEach(ids, storedOf)
    const problem = problemOf(stored)
    if (problem !== null) return yield* new UsageError({ message: problem })
    const compared = yield* Effect.forEach(stored, comparedOf)
    const comparisons = compareAll(pairings(compared, allPairs), { exact, seed })
    if (isCsv) {
      return yield* writeStdout(
        csv(comparisonColumns, Stream.fromIterable(comparisonRows(comparisons)))
      )
    }
    yield* print(
      json
        ? JSON.stringify({ ids: compared.map(({ id }) => id), exact, seed, comparisons })
        : comparisonReport(compared.map(({ id }) => id), comparisons, exact)
    )
  },
  (program, { persistentDir }) => Effect.provide(Effect.scoped(program), inspectionLayer(persistentDir))
)
