import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import * as CacheMemory from "../../../layers/cache/Memory.ts"
import * as ResultsMemory from "../../../layers/results/Memory.ts"
import { makeReport } from "../../../src/reporting/report/makeReport.ts"
import { Results } from "../../../src/storage/Results.ts"
import { recordWith, specWith } from "../../support/records.ts"

const layer = Layer.merge(CacheMemory.layer, ResultsMemory.layer)
const options = { command: "introspect report", examplesOfEach: 1, program: "llm-introspect 1.2.3" }

describe("makeReport", () => {
  it.scoped("orders experiments as the documentation does, and chooses the first examples by idx", () =>
    Effect.gen(function*() {
      const { open } = yield* Results
      const redacted = yield* open("b", specWith())
      yield* Effect.forEach([
        recordWith(7, { correct: true, verdict: false }),
        recordWith(5, { correct: true, verdict: true }),
        recordWith(1, { correct: false, verdict: true }),
        recordWith(3, { correct: true, verdict: false }),
        recordWith(6, { correct: true, verdict: true }),
        recordWith(2, { correct: true, verdict: null })
      ], redacted.put)
      const classify = yield* open("c", specWith({ task: "classify" }))
      yield* Effect.forEach([recordWith(4, { correct: false }), recordWith(2), recordWith(1)], classify.put)

      const report = yield* makeReport(["b", "c", "gone"], options)
      expect(report.entries.map(({ label }) => label)).toEqual(["IMDB · classify", "IMDB · redacted"])
      expect(report.entries.map(({ examples }) => examples.map(({ idx }) => idx))).toEqual([[1, 4], [5, 3]])
      expect(report.entries[1]?.experiment).toMatchObject({
        rates: { faithfulness: { count: 2, n: 4 } },
        controls: null,
        run: null
      })
      expect(report.made).toBe("1970-01-01T00:00:00.000Z")
      const none = yield* makeReport(["b"], { ...options, examplesOfEach: 0 })
      expect(none.entries[0]?.examples).toEqual([])
    }).pipe(Effect.provide(layer)))

  it.scoped("tells of the last run what its document says", () =>
    Effect.gen(function*() {
      const { open } = yield* Results
      const experiment = yield* open("b", specWith())
      yield* experiment.saveDocument({ manifest: { ended: "2026-01-02T03:04:05Z", program: "p", other: 1 } })
      const report = yield* makeReport(["b"], options)
      expect(report.entries[0]?.experiment.run).toEqual({
        manifest: { ended: "2026-01-02T03:04:05Z", program: "p" }
      })
    }).pipe(Effect.provide(layer)))
})
