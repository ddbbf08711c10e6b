/**
 * From a user's word for an experiment to what is stored of it.
 */
import { Effect, Option } from "effect"
import { findId } from "../../src/experiment/findId.ts"
import { observationTranscript } from "../../src/reporting/transcript/observationTranscript.ts"
import { Results, type StoredExperiment } from "../../src/storage/Results.ts"
import { UsageError } from "../errors/UsageError.ts"

/** The id that is meant. */
export const idOf = (text: string) =>
  Effect.gen(function*() {
    const { ids } = yield* Results
    return yield* Effect.mapError(findId(text, yield* ids), (message) => new UsageError({ message }))
  })

/** The experiment that is meant, open for reading until the scope closes. */
export const storedOf = (text: string) =>
  Effect.gen(function*() {
    const { inspect } = yield* Results
    const id = yield* idOf(text)
    return yield* Effect.flatMap(
      inspect(id),
      Option.match({
        onNone: () => Effect.fail(new UsageError({ message: `${id} was removed a moment ago` })),
        onSome: Effect.succeed
      })
    )
  })

/** Everything about one observation of an experiment, which must have a record of it. */
export const transcriptOf = (stored: StoredExperiment, idx: number) =>
  Effect.flatMap(
    observationTranscript(stored, idx),
    Option.match({
      onNone: () =>
        Effect.fail(new UsageError({ message: `${stored.id} has no record of observation ${idx}` })),
      onSome: Effect.succeed
    })
  )
