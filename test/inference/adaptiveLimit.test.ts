import { describe, expect, it } from "@effect/vitest"
import fc from "fast-check"
import {
  type AdaptiveLimit,
  answered,
  queued,
  refused,
  startLimit,
  wentAway,
  withCeiling
} from "../../src/inference/adaptiveLimit.ts"

/** A server that answers up to `capacity` requests a tenth of a second each, and refuses beyond `most`. */
interface Server {
  readonly capacity: number
  readonly most?: number
  /** The relative spread of the durations. */
  readonly spread?: number
  readonly seed?: number
}

const load = (running: number, waiting: number) => ({ running, waiting, memory: null })

/** Plays a server with always waiting requests for some answers, and gives the states after each. */
const play = (
  start: AdaptiveLimit,
  { capacity, most = Infinity, seed = 1, spread = 0 }: Server,
  steps: number
) => {
  let state = start
  let now = 0
  let random = seed
  const states: AdaptiveLimit[] = []
  for (let step = 0; step < steps; step++) {
    random = (random * 48_271) % 2_147_483_647
    const jitter = 1 + spread * (2 * random / 2_147_483_647 - 1)
    now += 100 / Math.min(state.limit, capacity) * jitter
    state = state.limit > most ? refused(state, now, now, state.limit) : answered(state, now, true)
    states.push(state)
  }
  return states
}

describe("an adaptive limit", () => {
  it("doubles while the throughput grows", () => {
    const limits = new Set(play(startLimit(1024), { capacity: 10_000 }, 8000).map(({ limit }) => limit))
    expect([...limits]).toEqual([8, 16, 32, 64, 128, 256, 512, 1024])
  })

  it.each([1, 7, 20, 64, 100, 300])("settles near the capacity of the server: %i", (capacity) => {
    const states = play(startLimit(1024), { capacity }, 60_000)
    const late = states.slice(-20_000).map(({ limit }) => limit)
    expect(Math.min(...late)).toBeGreaterThanOrEqual(Math.min(capacity, 8) * 0.8)
    expect(Math.max(...late)).toBeLessThanOrEqual(Math.max(16, 2 * capacity))
    const served = late.reduce((sum, limit) => sum + Math.min(limit, capacity), 0) / late.length
    expect(served).toBeGreaterThan(0.85 * capacity)
  })

  it.each([1, 2, 3, 4, 5])("is not misled by durations that vary, seed %i", (seed) => {
    const states = play(startLimit(1024), { capacity: 64, spread: 0.9, seed }, 60_000)
    const late = states.slice(-20_000).map(({ limit }) => limit)
    expect(late.reduce((sum, limit) => sum + Math.min(limit, 64), 0) / late.length).toBeGreaterThan(0.8 * 64)
    expect(Math.max(...late)).toBeLessThanOrEqual(256)
  })

  it("stays below what the server refuses for most of the time", () => {
    const states = play(startLimit(1024), { capacity: 10_000, most: 128 }, 30_000)
    const refusals = states.filter(({ loweredAt }, i) => loweredAt !== states[i - 1]?.loweredAt).length
    expect(refusals).toBeLessThan(100)
    const late = states.slice(-10_000)
    expect(late.reduce((sum, { limit }) => sum + limit, 0) / late.length).toBeGreaterThan(64)
  })

  it("is halved once by refusals of what was sent together", () => {
    const state = { ...startLimit(1024), limit: 100 }
    const once = refused(state, 500, 400, 100)
    expect(once).toMatchObject({ limit: 50, phase: "steady" })
    expect(refused(once, 510, 450, 99)).toBe(once)
    expect(refused(once, 700, 600, 50).limit).toBe(25)
    expect(refused(state, 500, 400, 30).limit).toBe(15)
  })

  it("grows no more while the server's own queue grows, and goes on after that", () => {
    const growing = queued(startLimit(1024), load(8, 1), 8)
    expect(growing).toMatchObject({ limit: 8, isQueueing: true })
    const server = { capacity: 10_000 }
    const held = play(growing, server, 2000)
    expect(Math.max(...held.map(({ limit }) => limit))).toBe(8)
    const steady = queued(held.at(-1)!, load(8, 1), 8)
    expect(steady).toMatchObject({ limit: held.at(-1)!.limit, isQueueing: false })
    expect(Math.max(...play(steady, server, 4000).map(({ limit }) => limit))).toBeGreaterThan(8)
  })

  it("is lowered by an eighth where more wait in the server's queue than are worked on", () => {
    const state = { ...startLimit(1024), limit: 100 }
    const lowered = queued(state, load(32, 68), 100)
    expect(lowered).toMatchObject({
      limit: 87,
      phase: "steady",
      why: "68 requests wait in the server's queue, while it works on 32"
    })
    // Those that are still there from before say nothing new.
    expect(queued(lowered, load(32, 68), 100).limit).toBe(87)
    expect(queued(lowered, load(32, 55), 87).limit).toBe(76)
    expect(queued(lowered, load(32, 32), 64).limit).toBe(87)
    expect(queued({ ...state, limit: 1 }, load(1, 9), 1).limit).toBe(1)
  })

  it("starts slowly again after the server went away", () => {
    expect(wentAway({ ...startLimit(1024), limit: 100, phase: "steady" }, 5)).toMatchObject({
      limit: 50,
      phase: "start"
    })
  })

  it("learns nothing from a time in which no request waited", () => {
    let state = startLimit(1024)
    for (let now = 0; now < 10_000; now += 10) state = answered(state, now, false)
    expect(state.limit).toBe(8)
  })

  it("is lowered to an announced maximum, and never raised by one", () => {
    expect(withCeiling(startLimit(1024), 4)).toMatchObject({ limit: 4, ceiling: 4 })
    expect(withCeiling(startLimit(16), 128)).toEqual(startLimit(16))
  })

  it("stays between one and its ceiling, whatever happens", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.array(fc.tuple(fc.nat(12), fc.nat(200), fc.nat(99)), { maxLength: 2000 }),
        (ceiling, events) => {
          let state = startLimit(ceiling)
          let now = 0
          for (const [kind, millis, waiting] of events) {
            now += millis
            if (kind === 0) state = refused(state, now, now - millis, state.limit)
            else if (kind === 1) state = wentAway(state, now)
            else if (kind === 2) state = queued(state, load(50, waiting), state.limit)
            else state = answered(state, now, kind > 3)
            expect(state.limit).toBeGreaterThanOrEqual(1)
            expect(state.limit).toBeLessThanOrEqual(ceiling)
          }
        }
      )
    )
  })
})
