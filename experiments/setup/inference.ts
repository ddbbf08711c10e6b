/**
 * From flags to what is asked: a client, with everything before it.
 */
import { Effect, Layer, Option } from "effect"
import { Instrumentation } from "../../layers/telemetry/Instrumentation.ts"
import { usualCeiling, type WorkerLimit } from "../../src/inference/adaptiveLimit.ts"
import type { Endpoint } from "../../src/inference/Endpoint.ts"
import { pipeline } from "../../src/inference/pipeline.ts"
import type { PromptPack } from "../../src/prompts/PromptPack.ts"
import type { RunFlags } from "../options/run.ts"
import { type Client, clientEndpoints } from "./client.ts"
import { debugged } from "./debugged.ts"

/** The flags that say how much is sent, and when. */
export type InferenceFlags = Pick<
  RunFlags,
  "connectTimeout" | "debug" | "maxGenerations" | "maxTokens" | "maxWorkers" | "rateLimit" | "retryFailed"
>

/** What is asked in this process has no server whose limits could be found out. */
const inProcess: ReadonlySet<string> = new Set(["Simulated", "Offline", "LlamaCpp"])
const usualWorkers = 50

const workerLimit = (client: Client, { maxWorkers }: InferenceFlags): WorkerLimit =>
  Option.getOrElse(maxWorkers, () => inProcess.has(client._tag) ? usualWorkers : { auto: usualCeiling })

const endpointsOf = (client: Client, pack: PromptPack, { debug }: InferenceFlags): readonly Endpoint[] => {
  const endpoints = clientEndpoints(client, pack)
  return debug
    ? endpoints.map((endpoint) => ({ ...endpoint, client: Layer.provide(debugged, endpoint.client) }))
    : endpoints
}

/** The pipeline of a client, measured where telemetry is wanted; the pack is what a simulated model understands. */
export const inferenceOf = (client: Client, pack: PromptPack, flags: InferenceFlags) =>
  Layer.unwrapEffect(Effect.map(Instrumentation, ({ counts, endpoint }) => {
    const inference = pipeline(endpointsOf(client, pack, flags).map(endpoint), {
      maxWorkers: workerLimit(client, flags),
      connectTimeout: flags.connectTimeout,
      rateLimit: Option.getOrUndefined(flags.rateLimit),
      maxGenerations: Option.getOrUndefined(flags.maxGenerations),
      maxTokens: Option.getOrUndefined(flags.maxTokens),
      retryFailed: flags.retryFailed
    })
    return Layer.provideMerge(Layer.scopedDiscard(counts), inference)
  }))
