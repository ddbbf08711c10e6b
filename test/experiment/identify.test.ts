import { describe, expect, it } from "@effect/vitest"
import { Effect, Either, Logger } from "effect"
import type { ServerInfo } from "../../src/domain/Generation.ts"
import { makeExperiment } from "../../src/experiment/Experiment.ts"
import { identify } from "../../src/experiment/identify.ts"

const wanted = Either.getOrThrow(
  makeExperiment({ model: { name: "llama2-7b" }, dataset: "IMDB", task: "classify" })
)
const server = (model: string): ServerInfo => ({
  model,
  sha: null,
  version: "1",
  maxConcurrentRequests: null
})

/** The experiment that it becomes, and what was said. */
const identified = (info: ServerInfo | null) =>
  Effect.gen(function*() {
    const said: unknown[] = []
    const logger = Logger.make(({ message }) => said.push(message))
    const experiment = yield* Effect.provide(
      identify(wanted, info),
      Logger.replace(Logger.defaultLogger, logger)
    )
    return { experiment, said: said.map(String) }
  })

describe("identify", () => {
  it.effect("leaves the experiment alone where the server agrees or nobody knows", () =>
    Effect.gen(function*() {
      for (const info of [null, server("meta-llama/Llama-2-7b-chat-hf")]) {
        expect(yield* identified(info)).toEqual({ experiment: wanted, said: [] })
      }
    }))

  it.effect("warns of a server that calls its model otherwise", () =>
    Effect.gen(function*() {
      const { experiment, said } = yield* identified(server("/data/model"))
      expect(experiment).toBe(wanted)
      expect(said).toEqual(["the server says that it serves /data/model, not meta-llama/Llama-2-7b-chat-hf"])
    }))

  it.effect("makes an experiment of the simulated model, and says under which name it is kept", () =>
    Effect.gen(function*() {
      const { experiment, said } = yield* identified(server("simulated/faithful"))
      expect(experiment.model.id).toBe("simulated/faithful")
      expect(said).toEqual([`the server is simulated: the run is kept as ${experiment.id}`])
    }))
})
