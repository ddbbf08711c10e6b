/**
 * Servers that answer by a script, and the requests that are routed to them, in a test's own time.
 */
import { Duration, Effect, Layer, TestClock } from "effect"
import type { GenerateError } from "../../src/domain/GenerateError.ts"
import type { ServerInfo } from "../../src/domain/Generation.ts"
import { GenerationCounters } from "../../src/inference/GenerationCounters.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { InFlight } from "../../src/inference/InFlight.ts"
import * as Routed from "../../src/inference/Routed.ts"
import { generationOf, requestOf } from "./answers.ts"
import { fakeInference } from "./fakes.ts"

export const infoOf = (change: Partial<ServerInfo> = {}): ServerInfo => ({
  model: "m",
  sha: "1",
  version: "1",
  maxConcurrentRequests: null,
  ...change
})

interface Script {
  /** What the request with a number ends in; null for an answer. */
  readonly outcome?: (number: number) => GenerateError | null
  readonly info?: () => GenerateError | ServerInfo
  /** Milliseconds that an answer takes, with so many in flight. */
  readonly latency?: (inFlight: number) => number
}

/** A server whose requests take 10 ms, with what it saw. */
export const serverOf = (
  { info = () => infoOf(), latency = () => 10, outcome = () => null }: Script = {}
) => {
  const at: number[] = []
  let probes = 0
  let running = 0
  let most = 0
  const client = fakeInference({
    info: Effect.suspend(() => {
      probes++
      const answer = info()
      return "_tag" in answer ? Effect.fail(answer) : Effect.succeed(answer)
    }),
    generate: () =>
      Effect.gen(function*() {
        at.push(yield* TestClock.currentTimeMillis)
        const number = at.length
        most = Math.max(most, ++running)
        yield* Effect.sleep(latency(running))
        const error = outcome(number)
        return yield* error === null ? Effect.succeed(generationOf("A")) : error
      }).pipe(Effect.ensuring(Effect.sync(() => running--)))
  })
  return { client, at: () => at, probes: () => probes, most: () => most }
}

export const over = (
  servers: readonly ReturnType<typeof serverOf>[],
  options: Partial<Routed.RoutedOptions> = {}
) =>
  Layer.provide(
    Routed.layer(servers.map(({ client }, i) => ({ name: `server ${i}`, client })), {
      maxWorkers: 3,
      connectTimeout: Duration.minutes(10),
      rateLimit: null,
      ...options
    }),
    GenerationCounters.layer
  )

export const ask = (number: number) =>
  Effect.flatMap(Inference, (inference) => Effect.either(inference.generate(requestOf(`${number}`))))
export const askMany = (number: number) =>
  Effect.fork(Effect.forEach(Array.from({ length: number }, (_, i) => i), ask, { concurrency: "unbounded" }))
export const inFlight = Effect.map(InFlight, (flights) => flights.count())
export const statuses = Effect.map(InFlight, (flights) => flights.endpoints())
