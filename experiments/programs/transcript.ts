/**
 * `introspect transcript`: one observation of one or more experiments, typeset.
 */
import { Array as Arr, Effect, Option, Stream } from "effect"
import { transcriptsPage } from "../../layers/pages/transcript/transcriptsPage.tsx"
import { transcriptsLatex } from "../../layers/typeset/transcriptLatex.ts"
import { transcriptsMarkdown } from "../../layers/typeset/transcriptMarkdown.ts"
import { observationTranscript } from "../../src/reporting/transcript/observationTranscript.ts"
import type { Transcript } from "../../src/reporting/transcript/Transcript.ts"
import { areVariations } from "../../src/reporting/transcript/variations.ts"
import { Results, type StoredExperiment } from "../../src/storage/Results.ts"
import { UsageError } from "../errors/UsageError.ts"
import type { StorageFlags } from "../options/storage.ts"
import type { TranscriptFormat } from "../options/stored.ts"
import { writeOut } from "../process/output.ts"
import { inspectionLayer, storedGenerations } from "../setup/storage.ts"
import { storedOf, transcriptOf } from "../setup/stored.ts"

/** The other stored experiments that are variations of some of the named ones, in the order of their ids. */
const variationsOf = Effect.fnUntraced(function*(named: readonly StoredExperiment[]) {
  const { ids, inspect } = yield* Results
  const others = (yield* ids).filter((id) => named.every((one) => one.id !== id))
  const opened = yield* Effect.forEach(others, (id) =>
    Effect.gen(function*() {
      // An experiment that is no variation is closed again at once: there may be very many.
      const isOne = yield* Effect.scoped(Effect.map(
        inspect(id),
        Option.exists(({ spec }) => named.some((one) => areVariations(one.spec, spec)))
      ))
      return isOne ? Option.toArray(yield* inspect(id)) : []
    }))
  return opened.flat()
})

/** The transcripts of those variations that have a record of the observation. */
const transcriptsOfVariations = Effect.fnUntraced(
  function*(variations: readonly StoredExperiment[], idx: number) {
    const found = yield* Effect.forEach(
      variations,
      (stored) => Effect.map(observationTranscript(stored, idx), (transcript) => ({ stored, transcript }))
    )
    const missing = found.filter(({ transcript }) => Option.isNone(transcript)).map(({ stored }) => stored.id)
    if (missing.length > 0) {
      yield* Effect.logWarning(`without a record of observation ${idx}: ${missing.join(", ")}`)
    }
    return found.flatMap(({ transcript }) => Option.toArray(transcript))
  }
)

const typeset = (
  transcripts: readonly Transcript[],
  format: TranscriptFormat,
  standalone: boolean
): string => {
  if (format === "latex") return transcriptsLatex(transcripts, standalone)
  return format === "html" ? transcriptsPage(transcripts) : transcriptsMarkdown(transcripts)
}

interface Flags extends StorageFlags {
  readonly ids: readonly string[]
  readonly idx: number
  readonly format: TranscriptFormat
  readonly variations: boolean
  readonly standalone: boolean
  readonly out: Option.Option<string>
}

/** Writes the transcripts of one observation. */
export const transcript = Effect.fnUntraced(
  function*({ format, ids, idx, out, standalone, variations }: Flags) {
    if (standalone && format !== "latex") {
      return yield* new UsageError({
        message: `--standalone is for --format latex; ${format} is whole by itself`
      })
    }
    const named = Arr.dedupeWith(yield* Effect.forEach(ids, storedOf), (one, other) => one.id === other.id)
    const own = yield* Effect.forEach(named, (stored) => transcriptOf(stored, idx))
    const further = variations ? yield* transcriptsOfVariations(yield* variationsOf(named), idx) : []
    yield* writeOut(out, Stream.make(typeset([...own, ...further], format, standalone)))
  },
  Effect.scoped,
  (program, { cache, persistentDir }) =>
    Effect.provide(program, [inspectionLayer(persistentDir), storedGenerations({ cache, persistentDir })])
)
