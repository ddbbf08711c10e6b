/**
 * A real llama.cpp server that hangs with its process alive, under what keeps the server of a job running.
 */
import * as NodeContext from "@effect/platform-node/NodeContext"
import { describe, expect, it } from "@effect/vitest"
import { Context, Effect, Layer } from "effect"
import { spawnSync } from "node:child_process"
import { join } from "node:path"
import * as MemoryCache from "../../layers/cache/Memory.ts"
import * as OpenAi from "../../layers/clients/OpenAi.ts"
import { isHealthy } from "../../layers/servers/health.ts"
import { keepServer } from "../../layers/servers/keep.ts"
import { startProcess } from "../../layers/servers/process.ts"
import { makeRequest } from "../../src/domain/GenerateRequest.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { pipeline } from "../../src/inference/pipeline.ts"
import { temporaryFolder } from "../support/folder.ts"
import { llamaServerArguments, llamaServerProgram, tellWithoutLlamaServer } from "../support/llamaServer.ts"
import { freePort } from "../support/scriptedServer.ts"

tellWithoutLlamaServer("a llama.cpp server that hangs")

/** The server's processes; there is at least one while it runs. */
const pidsOf = (port: number): readonly number[] =>
  spawnSync("pgrep", ["-f", "--", `--port ${port}`], { encoding: "utf8" }).stdout.split("\n")
    .filter((line) => line !== "").map(Number)

describe.runIf(llamaServerProgram !== undefined)("a server that hangs alive", () => {
  it.scopedLive("is killed and started again, and what was asked of it is answered", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      const port = yield* freePort
      const url = `http://127.0.0.1:${port}`
      const restarts: string[] = []
      const { ready } = yield* keepServer({
        start: startProcess({
          command: [llamaServerProgram ?? "", ...llamaServerArguments({ port })],
          environment: {},
          log: join(folder, "server.log"),
          patience: "1 second"
        }),
        isHealthy: isHealthy(`${url}/health`),
        startup: "1 minute",
        silence: "5 seconds",
        restarts: 3,
        onRestart: ({ reason }) => Effect.sync(() => void restarts.push(reason))
      })
      yield* ready
      const before = pidsOf(port)
      expect(before).not.toEqual([])
      const inference = yield* Layer.build(
        Layer.provide(pipeline([{ name: url, client: OpenAi.layer({ endpoint: url }) }]), MemoryCache.layer)
      )
      const { generate } = Context.get(inference, Inference)
      const ask = (seed: number) =>
        generate(makeRequest({
          model: "tiny",
          prompt: { _tag: "Text", text: "the answer is" },
          params: { temperature: 1, max_new_tokens: 16, stop: [], seed }
        }))
      yield* ask(0)
      for (const pid of before) process.kill(pid, "SIGSTOP")
      const seeds = Array.from({ length: 20 }, (_, i) => i + 1)
      const answers = yield* Effect.forEach(seeds, ask, { concurrency: "unbounded" })
      expect(answers.every(({ completionTokens }) => (completionTokens ?? 0) > 0)).toBe(true)
      expect(restarts).toEqual(["Hung"])
      expect(pidsOf(port).some((pid) => before.includes(pid))).toBe(false)
    }).pipe(Effect.provide(NodeContext.layer)))
})
