/**
 * How busy a server is, by its own `GET /metrics` in Prometheus' text format.
 */
import { Effect } from "effect"
import type { GenerateError } from "../../../src/domain/GenerateError.ts"
import type { Transport } from "./Transport.ts"

/** The requests of all clients of a server at one moment. */
export interface ServerLoad {
  /** Being generated now. */
  readonly running: number
  /** In the server's queue. */
  readonly waiting: number
  /** The share of the memory for contexts that is in use, 0 to 1; null where it is not told. */
  readonly memory: number | null
}

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

/** Asks a server for its load; null where it does not tell. */
export const serverLoad = ({ send }: Transport): Effect.Effect<ServerLoad | null, GenerateError> =>
  Effect.map(send("GET", "/metrics"), ({ status, text }) => status === 200 ? readLoad(text) : null)
