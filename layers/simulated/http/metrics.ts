/**
 * `GET /metrics` of the simulated server, in Prometheus' text format: the gauges of its load by TGI's names.
 */
import type { HttpReply } from "./route.ts"

const gauge = (name: string, help: string, value: number) =>
  `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`

/** The load with so many requests in flight; the server works on all of them, and none waits. */
export const metricsReply = (inFlight: number): HttpReply => ({
  status: 200,
  body: gauge("tgi_batch_current_size", "Requests that are being answered", inFlight)
    + gauge("tgi_queue_size", "Requests that wait", 0)
})
