/**
 * How busy a server is, by its own `GET /metrics` in Prometheus' text format.
 */
import { Effect } from "effect"
import type { GenerateError } from "../../../src/domain/GenerateError.ts"
import type { LoadReader, ServerLoad } from "../../../src/inference/ServerLoad.ts"
import { apiBase } from "./endpoint.ts"
import { statusError } from "./status.ts"
import { makeTransport, type Transport, type TransportOptions } from "./Transport.ts"

interface Names {
  readonly running: string
  readonly waiting: string
  /** Newer name first. */
  readonly memory: readonly string[]
}

const servers: readonly Names[] = [
  {
    running: "vllm:num_requests_running",
    waiting: "vllm:num_requests_waiting",
    memory: ["vllm:kv_cache_usage_perc", "vllm:gpu_cache_usage_perc"]
  },
  { running: "tgi_batch_current_size", waiting: "tgi_queue_size", memory: [] },
  { running: "llamacpp:requests_processing", waiting: "llamacpp:requests_deferred", memory: [] }
]

const sample = /^([A-Za-z_:][\w:]*)(?:\{.*\})?\s+(\S+)/gm

/** The values of each metric, one for each set of labels (vLLM has one for each engine). */
const samplesIn = (text: string): ReadonlyMap<string, readonly number[]> => {
  const values = new Map<string, number[]>()
  for (const [, name = "", value = ""] of text.matchAll(sample)) {
    const known = values.get(name)
    if (known === undefined) values.set(name, [Number(value)])
    else known.push(Number(value))
  }
  return values
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** Reads the load from the text of `/metrics`; null where it is not there. */
export const readLoad = (text: string): ServerLoad | null => {
  const samples = samplesIn(text)
  for (const names of servers) {
    const running = samples.get(names.running)
    const waiting = samples.get(names.waiting)
    if (running === undefined || waiting === undefined) continue
    const memory = names.memory.map((name) => samples.get(name)).find((values) => values !== undefined)
    return {
      running: sum(running),
      waiting: sum(waiting),
      memory: memory === undefined ? null : Math.max(...memory)
    }
  }
  return null
}

/** A server that has trouble may tell later; one that has no such route, or hides it, never will. */
const askForLoad = ({ endpoint, send }: Transport): Effect.Effect<ServerLoad | null, GenerateError> =>
  Effect.flatMap(send("GET", "/metrics"), (reply) => {
    if (reply.status === 200) return Effect.succeed(readLoad(reply.text))
    return reply.status < 500 || reply.status === 501
      ? Effect.succeed(null)
      : Effect.fail(statusError(`${endpoint}/metrics`, reply))
  })

/** Asks a server for its load, over connections of their own. */
export const loadReader = (options: TransportOptions): LoadReader =>
  Effect.map(
    makeTransport({ ...options, endpoint: apiBase(options.endpoint).root }),
    (transport) => Effect.mapError(askForLoad(transport), transport.conceal)
  )
