/**
 * `introspect results diff`: what two experiments read or judged differently.
 */
import { Effect } from "effect"
import {
  diffExperiments,
  type ExperimentDiff,
  incomparable,
  type PairedCounts
} from "../../../src/experiment/records/diff.ts"
import { verdictNameOf } from "../../../src/task/tasks.ts"
import { showDifference } from "../../display/difference.ts"
import { plainTable } from "../../display/plainTable.ts"
import { UsageError } from "../../errors/UsageError.ts"
import { print } from "../../process/print.ts"
import { inspectionLayer } from "../../setup/storage.ts"
import { storedOf } from "../../setup/stored.ts"

const head = ["of the paired", "both", "only 1", "only 2", "neither", "cannot be told"]
const colAligns = ["left", "right", "right", "right", "right", "right"] as const

const pairRow = (
  name: string,
  { both, neither, onlyOne, onlyOther, unknown }: PairedCounts
) => [name, ...[both, onlyOne, onlyOther, neither, unknown].map(String)]

const report = (diff: ExperimentDiff, verdictName: string): string => {
  const { correct, counts, differences, differing, onlyOne, onlyOther, paired, verdict } = diff
  const pairs = [pairRow("correct", correct), ...(verdict === null ? [] : [pairRow(verdictName, verdict)])]
  const where = [...counts].map(([name, count]) => `${name} ${count}`).join(", ")
  const shown = differences.map((difference) => `  ${showDifference(difference)}`)
  return [
    `${paired} observations are in both, ${onlyOne} only in 1, ${onlyOther} only in 2.`,
    "",
    plainTable(head, colAligns, pairs),
    "",
    differing === 0 ? "No reading or verdict differs." : `${differing} observations differ: ${where}.`,
    ...shown
  ].join("\n")
}

/** Prints the paired counts and the first differences. */
export const diff = Effect.fnUntraced(
  function*(flags: {
    readonly one: string
    readonly other: string
    readonly show: number
    readonly json: boolean
    readonly persistentDir: string
  }) {
    const [one, other] = [yield* storedOf(flags.one), yield* storedOf(flags.other)]
    const problem = incomparable(one.spec, other.spec)
    if (problem !== null) return yield* new UsageError({ message: `they cannot be compared: ${problem}` })
    const found = yield* diffExperiments(one, other, flags.show)
    if (flags.json) {
      const counts = Object.fromEntries(found.counts)
      return yield* print(JSON.stringify({ one: one.id, other: other.id, ...found, counts }))
    }
    const verdictName = verdictNameOf(one.spec.task) ?? ""
    yield* print(`1: ${one.id}\n2: ${other.id}\n\n${report(found, verdictName)}`)
  },
  (program, { persistentDir }) => Effect.provide(Effect.scoped(program), inspectionLayer(persistentDir))
)
