/**
 * Faults that take long to be noticed, and all faults together by many seeds.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { survives } from "../support/faultyRun.ts"
import { quickFaultNames, slowFaultNames } from "../support/faultyServer.ts"

describe("a server with slow faults", () => {
  for (const name of slowFaultNames) {
    it.live(`is asked until every answer is there, and no more: ${name}`, () =>
      Effect.gen(function*() {
        const { faults } = yield* survives({ seed: 1, share: 0.1, faults: [name] })
        expect(faults.get(name)).toBeGreaterThan(3)
      }))
  }

  for (let seed = 10; seed < 30; seed++) {
    it.live(`is asked until every answer is there, and no more: all faults, seed ${seed}`, () =>
      Effect.gen(function*() {
        const { faults } = yield* survives(
          {
            seed,
            share: 0.4,
            faults: [...quickFaultNames, ...slowFaultNames],
            ...(seed % 2 === 0 ? { killedAfter: { requests: 20 + seed, millis: 500 } } : {})
          },
          seed % 3 === 0 ? { maxWorkers: { auto: 64 } } : {}
        )
        expect(faults.size).toBeGreaterThan(12)
      }))
  }
})
