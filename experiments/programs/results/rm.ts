/**
 * `introspect results rm`: removes records, never generations.
 */
import * as Prompt from "@effect/cli/Prompt"
import { Effect } from "effect"
import { countOutcomes } from "../../../src/experiment/summary/Summary.ts"
import { Results } from "../../../src/storage/Results.ts"
import { UsageError } from "../../errors/UsageError.ts"
import { print } from "../../process/print.ts"
import { inspectionLayer } from "../../setup/storage.ts"
import { storedOf } from "../../setup/stored.ts"

const confirm = (message: string) =>
  process.stdin.isTTY
    ? Prompt.confirm({ message, initial: false })
    : Effect.fail(new UsageError({ message: "there is nobody to ask: add --yes to remove it" }))

/** Removes an experiment's records and summary, once that is confirmed. */
export const rm = Effect.fnUntraced(
  function*({ id, persistentDir, yes }: {
    readonly id: string
    readonly persistentDir: string
    readonly yes: boolean
  }) {
    const { remove } = yield* Results
    const known = yield* Effect.scoped(
      Effect.flatMap(
        storedOf(id),
        ({ id, outcomes }) =>
          Effect.map(outcomes, (counts) => ({ id, total: countOutcomes(counts, null).total }))
      )
    )
    const what = `${known.id} with ${known.total} records`
    const isMeant = yes || (yield* confirm(`Remove ${what}, from ${persistentDir}? Its generations stay.`))
    if (!isMeant) return yield* print("nothing was removed")
    yield* remove(known.id)
    yield* print(`removed ${what}`)
  },
  (program, { persistentDir }) => Effect.provide(program, inspectionLayer(persistentDir))
)
