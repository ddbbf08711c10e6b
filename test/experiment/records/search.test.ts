import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Cache from "../../../layers/cache/Memory.ts"
import * as MemoryResults from "../../../layers/results/Memory.ts"
import type { Place } from "../../../src/domain/Glance.ts"
import { searchObservations } from "../../../src/experiment/records/search.ts"
import { Results } from "../../../src/storage/Results.ts"
import { specWith } from "../../support/records.ts"
import { heldRecord } from "../../support/viewer.ts"

const stored = Effect.gen(function*() {
  const { open } = yield* Results
  const results = yield* open("experiment", specWith())
  yield* Effect.forEach(Array.from({ length: 1000 }, (_, idx) => idx), (idx) =>
    Effect.flatMap(
      heldRecord(
        idx,
        [{
          session: "predict",
          prompt: `text ${idx}`,
          answer: idx % 300 === 7 ? "the needle" : "hay",
          reading: null
        }],
        { correct: idx % 2 === 0 }
      ),
      results.put
    ))
  return results
})

const search = (place: Place, size: number, most: number, selection = {}) =>
  Effect.gen(function*() {
    const results = yield* stored
    const { glances, next, searched } = yield* searchObservations(
      results,
      { selection, words: "Needle", place },
      { size, most }
    )
    return { found: glances.map(({ idx }) => idx), next, searched }
  }).pipe(Effect.scoped, Effect.provide([Cache.layer, MemoryResults.layer]))

describe("a search", () => {
  it.effect("looks at everything when it may", () =>
    Effect.gen(function*() {
      expect(yield* search({ after: -1 }, 10, 5000)).toEqual({
        found: [7, 307, 607, 907],
        next: null,
        searched: 1000
      })
    }))

  it.effect("ends when it has found enough, and goes on from there", () =>
    Effect.gen(function*() {
      expect(yield* search({ after: -1 }, 2, 5000)).toEqual({
        found: [7, 307],
        next: { after: 307 },
        searched: 308
      })
      expect(yield* search({ after: 307 }, 2, 5000)).toMatchObject({ found: [607, 907] })
    }))

  it.effect("ends when it has looked at so many, and says where", () =>
    Effect.gen(function*() {
      expect(yield* search({ after: -1 }, 10, 450)).toEqual({
        found: [7, 307],
        next: { after: 449 },
        searched: 450
      })
      expect(yield* search({ after: 899 }, 10, 450)).toEqual({ found: [907], next: null, searched: 100 })
    }))

  it.effect("goes backwards too, nearest first, and gives what it finds in order", () =>
    Effect.gen(function*() {
      expect(yield* search({ before: 907 }, 2, 5000)).toEqual({
        found: [307, 607],
        next: { before: 307 },
        searched: 600
      })
      expect(yield* search({ before: 300 }, 2, 5000)).toEqual({ found: [7], next: null, searched: 300 })
    }))

  it.effect("looks only at what is selected", () =>
    Effect.gen(function*() {
      expect(yield* search({ after: -1 }, 10, 5000, { correct: "yes" })).toEqual({
        found: [],
        next: null,
        searched: 500
      })
    }))
})
