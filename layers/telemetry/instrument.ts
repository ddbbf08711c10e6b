/**
 * Spans and metrics of a run: one span a run, one for each attempt at a server, and counters that cost the run nothing.
 */
import { Clock, type Context, Duration, Effect, Layer, Metric, Schedule } from "effect"
import type { GenerateRequest } from "../../src/domain/GenerateRequest.ts"
import type { Generation } from "../../src/domain/Generation.ts"
import type { Endpoint } from "../../src/inference/Endpoint.ts"
import { countsSince, GenerationCounters } from "../../src/inference/GenerationCounters.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { InFlight } from "../../src/inference/InFlight.ts"
import type { Instrumentation } from "./Instrumentation.ts"
import * as metrics from "./metrics.ts"

/** By OpenTelemetry's conventions for generative models; texts are never part of a span. */
const requestFacts = (endpoint: string, { digest, model, repeat }: GenerateRequest) => ({
  "server.address": endpoint,
  "gen_ai.operation.name": "generate",
  "gen_ai.request.model": model,
  "introspect.request": digest,
  ...(repeat === 0 ? {} : { "introspect.repeat": repeat })
})

const answerFacts = ({ completionTokens, finishReason, promptTokens }: Generation) => ({
  "gen_ai.response.finish_reasons": finishReason,
  ...(promptTokens === null ? {} : { "gen_ai.usage.input_tokens": promptTokens }),
  ...(completionTokens === null ? {} : { "gen_ai.usage.output_tokens": completionTokens })
})

const measured = (name: string): Layer.Layer<Inference, never, Inference> => {
  const [attempts, latency, tokens] = [
    Metric.tagged(metrics.attempts, "endpoint", name),
    Metric.tagged(metrics.latency, "endpoint", name),
    Metric.tagged(metrics.tokens, "endpoint", name)
  ]
  const outcome = (value: string) => Metric.increment(Metric.tagged(attempts, "outcome", value))
  const used = (kind: string, amount: number | null) =>
    amount === null ? Effect.void : Metric.incrementBy(Metric.tagged(tokens, "kind", kind), amount)
  const answered = (generation: Generation, millis: number) =>
    Effect.all([
      Metric.update(latency, millis),
      used("prompt", generation.promptTokens),
      used("completion", generation.completionTokens),
      outcome("ok"),
      Effect.annotateCurrentSpan(answerFacts(generation))
    ], { discard: true })
  return Layer.effect(
    Inference,
    Effect.map(Inference, (inner) => ({
      ...inner,
      generate: (request) =>
        Effect.flatMap(Clock.currentTimeMillis, (started) =>
          inner.generate(request).pipe(
            Effect.tap((generation) =>
              Effect.flatMap(Clock.currentTimeMillis, (now) => answered(generation, now - started))
            ),
            Effect.tapError(({ reason }) => outcome(reason._tag)),
            Effect.withSpan("generate", { kind: "client", attributes: requestFacts(name, request) })
          ))
    }))
  )
}

/** Counters and gauges are brought up to date at a fixed rate, never by event. */
const counts = Effect.gen(function*() {
  const counters = yield* GenerationCounters
  const { endpoints } = yield* InFlight
  let before = counters.counts()
  const update = Effect.suspend(() => {
    const now = counters.counts()
    const { cached, coalesced, failed, retried, sent } = countsSince(before, now)
    before = now
    const from = (source: string, amount: number) =>
      Metric.incrementBy(Metric.tagged(metrics.generations, "source", source), amount)
    return Effect.all([
      from("cached", cached),
      from("coalesced", coalesced),
      from("sent", sent),
      Metric.incrementBy(metrics.retries, retried),
      Metric.incrementBy(metrics.failures, failed),
      ...endpoints().flatMap(({ inFlight, limit, name }) => [
        Metric.set(Metric.tagged(metrics.inFlight, "endpoint", name), inFlight),
        Metric.set(Metric.tagged(metrics.limit, "endpoint", name), limit)
      ])
    ], { discard: true })
  })
  yield* Effect.addFinalizer(() => update)
  yield* Effect.forkScoped(Effect.repeat(update, Schedule.fixed(Duration.seconds(1))))
})

/** What takes hold of a run where telemetry is wanted. */
export const instrument: Context.Tag.Service<typeof Instrumentation> = {
  endpoint: (endpoint: Endpoint) => ({
    ...endpoint,
    client: Layer.provide(measured(endpoint.name), endpoint.client)
  }),
  counts,
  run: (facts) => Effect.withSpan("run", { attributes: facts })
}
