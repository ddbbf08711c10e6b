/**
 * The contract of clients against a real llama.cpp server with a tiny model of random weights:
 * `INTROSPECT_LLAMA_SERVER=path/to/llama-server npm run test:full`, with `INTROSPECT_LLAMA_MODEL` for another model.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { type ChildProcess, spawn } from "node:child_process"
import { join } from "node:path"
import { afterAll, beforeAll } from "vitest"
import * as OpenAi from "../../layers/clients/OpenAi.ts"
import { inferenceContract } from "../../layers/testing/contracts/inference.ts"
import { makeRequest } from "../../src/domain/GenerateRequest.ts"
import type { Prompt } from "../../src/domain/Prompt.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { answerSchema } from "../../src/prompts/answerSchema.ts"
import { send } from "../support/http.ts"
import { recorded, recordedFacts } from "../support/recordedLlamaServer.ts"
import { freePort } from "../support/scriptedServer.ts"

const program = process.env["INTROSPECT_LLAMA_SERVER"]
const modelPath = process.env["INTROSPECT_LLAMA_MODEL"]
  ?? join(import.meta.dirname, "..", "llama-cpp", "models", "tiny-spm.gguf")

/** Random weights answer with broken characters too, of which only whole ones can be a stop string. */
const wholeCharacter = (answer: string) => /[!-~]/.exec(answer)?.[0] ?? answer

/** Tries until the server has loaded its model. */
const ready = (url: string): Effect.Effect<void> =>
  Effect.flatMap(
    Effect.catchAllCause(send("GET", `${url}/health`), () => Effect.succeed({ status: 0 })),
    ({ status }) => status === 200 ? Effect.void : Effect.delay(ready(url), "100 millis")
  )

if (program === undefined) {
  process.stderr.write("LEFT OUT: a real llama.cpp server: INTROSPECT_LLAMA_SERVER names no llama-server\n")
}

describe.runIf(program !== undefined)("a real llama.cpp server", () => {
  let server: ChildProcess | undefined
  let endpoint = ""

  beforeAll(async () => {
    const port = await Effect.runPromise(freePort)
    endpoint = `http://127.0.0.1:${port}`
    server = spawn(
      program ?? "",
      [
        "-m",
        modelPath,
        "-a",
        "tiny",
        "--host",
        "127.0.0.1",
        "--port",
        String(port),
        "-c",
        "1024",
        "-np",
        "2"
      ],
      { stdio: "ignore" }
    )
    await Effect.runPromise(Effect.timeout(ready(endpoint), "1 minute"))
  })
  afterAll(() => {
    server?.kill()
  })

  it.live("answers in the form of a schema, to messages and to whole prompts", () =>
    Effect.gen(function*() {
      const model = yield* Inference
      const prompts: readonly Prompt[] = [
        { _tag: "Text", text: "the answer is" },
        { _tag: "Chat", messages: [{ role: "user", content: "the answer?" }] }
      ]
      for (const prompt of prompts) {
        const { text } = yield* model.generate(makeRequest({
          model: "tiny",
          prompt,
          params: { stop: [], seed: 1, max_new_tokens: 200 },
          responseSchema: answerSchema("answerable", "can_be_answered", [])
        }))
        expect(["yes", "no"]).toContain(JSON.parse(text).can_be_answered)
      }
    }).pipe(Effect.provide(Layer.unwrapEffect(Effect.sync(() => OpenAi.layer({ endpoint }))))))

  inferenceContract({ describe, expect, it }, "OpenAi", {
    client: Effect.sync(() => OpenAi.layer({ endpoint })),
    model: "tiny",
    prompts: { text: "the answer is", chat: "the answer?" },
    stopIn: wholeCharacter,
    wire: {
      layer: OpenAi.layer,
      facts: recordedFacts,
      good: recorded("v1-completions"),
      refusedParameter: recorded("error-wrong-type-temperature"),
      tooLong: recorded("error-context-overflow")
    }
  })
})
