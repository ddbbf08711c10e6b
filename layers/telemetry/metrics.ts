/**
 * What is measured of a run, by names that begin with `introspect.`.
 */
import { Metric, MetricBoundaries } from "effect"

/** Generations by where they came from: the cache, an identical one in flight, or a server. */
export const generations = Metric.counter("introspect.generations", {
  description: "Generations that were asked for, by source: cached, coalesced or sent",
  incremental: true
})

/** Attempts after a transient failure. */
export const retries = Metric.counter("introspect.retries", {
  description: "Further attempts after a transient failure",
  incremental: true
})

/** Generations that failed for good. */
export const failures = Metric.counter("introspect.failures", {
  description: "Generations that failed for good",
  incremental: true
})

/** Requests that reached a server, by endpoint and outcome (`ok` or the reason of the error). */
export const attempts = Metric.counter("introspect.attempts", {
  description: "Requests that were sent, by endpoint and outcome",
  incremental: true
})

/** Tokens by endpoint and kind (`prompt` or `completion`), where the server tells. */
export const tokens = Metric.counter("introspect.tokens", {
  description: "Tokens of prompts and answers",
  incremental: true
})

/** Milliseconds from sending a request to its answer, by endpoint: 1 ms to about 18 minutes. */
export const latency: Metric.Metric.Histogram<number> = Metric.histogram(
  "introspect.latency",
  MetricBoundaries.exponential({ start: 1, factor: 2, count: 21 }),
  "Milliseconds from sending a request to its answer"
).pipe(Metric.tagged("unit", "ms"))

/** Requests that a server works on now. */
export const inFlight = Metric.gauge("introspect.in_flight", {
  description: "Requests that a server works on now"
})

/** The most requests that a server is given now. */
export const limit = Metric.gauge("introspect.limit", {
  description: "The most requests in flight at a server"
})
