import { describe, expect, it } from "@effect/vitest"
import { Effect, Either, Layer, Option, Schema } from "effect"
import * as CacheMemory from "../../../layers/cache/Memory.ts"
import * as ResultsMemory from "../../../layers/results/Memory.ts"
import type { ControlRecord } from "../../../src/domain/ControlRecord.ts"
import { observationTranscript } from "../../../src/reporting/transcript/observationTranscript.ts"
import { Transcript } from "../../../src/reporting/transcript/Transcript.ts"
import { GenerationCache } from "../../../src/storage/GenerationCache.ts"
import { Results } from "../../../src/storage/Results.ts"
import { generationOf, requestOf } from "../../support/answers.ts"
import { errorOf, recordWith, sessionWith, specWith } from "../../support/records.ts"

const layer = Layer.merge(CacheMemory.layer, ResultsMemory.layer)

const question = (text: string) => requestOf(`What is it? Paragraph: ${text} [/INST]`)
const first = question("A dull film.")
const explanation = requestOf("Redact: A dull film.")
const last = question("A [REDACTED] film.")
const drawn = question("[REDACTED] dull film.")

const sessions = [
  sessionWith("predict", { request: first.digest }),
  sessionWith("explain", {
    request: explanation.digest,
    reading: "A ___ film.",
    changed: "A [REDACTED] film."
  }),
  sessionWith("explain_predict", { request: last.digest, reading: "unknown" })
]

const draw: ControlRecord = {
  ...recordWith(4, { sessions: [sessionWith("explain_predict", { request: drawn.digest })], verdict: false }),
  control: "random",
  number: 1,
  size: { words: 3, changed: 1 }
}

/** The transcript of observation 4 of an experiment with these records and controls. */
const transcriptWith = Effect.fnUntraced(function*(
  record: ReturnType<typeof recordWith>,
  controls: readonly ControlRecord[] = []
) {
  const cache = yield* GenerationCache
  yield* cache.put(first, generationOf("Negative.", { attempts: 2 }))
  yield* cache.put(explanation, generationOf("A ___ film.", { reasoning: "Hm." }))
  yield* cache.put(last, generationOf("Unknown."))
  yield* cache.put(drawn, generationOf("Negative."))
  const { open } = yield* Results
  const experiment = yield* open("experiment", specWith())
  yield* experiment.put(record)
  yield* Effect.forEach(controls, experiment.putControl)
  return Option.getOrThrow(yield* observationTranscript(experiment, 4))
})

describe("observationTranscript", () => {
  it.scoped("joins a record with its texts, and marks what was masked", () =>
    Effect.gen(function*() {
      const transcript = yield* transcriptWith(recordWith(4, { sessions, verdict: true }), [
        draw,
        { ...draw, idx: 5, number: 2 }
      ])
      expect(transcript).toMatchObject({
        experiment: { id: "experiment", spec: { task: "redacted" } },
        idx: 4,
        verdictName: "faithful",
        verdict: true,
        standing: "counted",
        unread: null,
        sessions: [
          { session: "predict", prompt: first.prompt, generation: { text: "Negative.", attempts: 2 } },
          { session: "explain", generation: { reasoning: "Hm." } },
          { session: "explain_predict", prompt: last.prompt }
        ],
        change: {
          original: "A dull film.",
          changed: "A [REDACTED] film.",
          segments: [
            { kind: "same", text: "A " },
            { kind: "removed", text: "dull" },
            { kind: "masked", text: "[REDACTED]" },
            { kind: "same", text: " film." }
          ]
        }
      })
      expect(transcript.controls).toHaveLength(1)
      expect(transcript.controls[0]).toMatchObject({
        control: "random",
        number: 1,
        size: { words: 3, changed: 1 },
        change: { changed: "[REDACTED] dull film." }
      })
    }).pipe(Effect.provide(layer)))

  it.scoped("is plain JSON that can be read back", () =>
    Effect.gen(function*() {
      const transcript = yield* transcriptWith(recordWith(4, { sessions, verdict: true }), [draw])
      const read = Schema.decodeUnknownEither(Transcript)(JSON.parse(JSON.stringify(transcript)))
      expect(Either.getOrThrow(read)).toEqual(transcript)
    }).pipe(Effect.provide(layer)))

  it.scoped("says why there is no verdict", () =>
    Effect.gen(function*() {
      const refused = sessionWith("explain", { request: explanation.digest, reading: null, rule: "refusal" })
      const unread = yield* transcriptWith(recordWith(4, { sessions: [sessions[0]!, refused] }))
      expect(unread).toMatchObject({
        standing: "mismatch",
        unread: { session: "explain", reason: "refused" },
        change: null
      })
    }).pipe(Effect.provide(layer)))

  it.scoped("keeps the sessions before an error, and what the record says of texts that are lost", () =>
    Effect.gen(function*() {
      const lost = sessionWith("explain", { reading: ["dull"], changed: "A [REDACTED] film." })
      const transcript = yield* transcriptWith(
        recordWith(4, { sessions: [sessions[0]!, lost], error: errorOf("request") })
      )
      expect(transcript).toMatchObject({
        standing: "error",
        error: { reason: "Unreachable" },
        sessions: [{ prompt: first.prompt }, { prompt: null, generation: null, reading: ["dull"] }],
        change: null
      })
    }).pipe(Effect.provide(layer)))

  it.scoped("is none of an observation without a record", () =>
    Effect.gen(function*() {
      const { open } = yield* Results
      const experiment = yield* open("experiment", specWith())
      expect(yield* observationTranscript(experiment, 0)).toEqual(Option.none())
    }).pipe(Effect.provide(layer)))
})
