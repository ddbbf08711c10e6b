import { describe, expect, it } from "@effect/vitest"
import { ConfigProvider, Effect, Either, Option, Redacted } from "effect"
import type { ClientName } from "../../../experiments/options/client.ts"
import type { ExperimentFlags } from "../../../experiments/options/experiment.ts"
import { withoutSecrets } from "../../../experiments/process/secrets.ts"
import { type ClientChoice, clientEndpoints, clientOf } from "../../../experiments/setup/client.ts"
import { experimentOf } from "../../../experiments/setup/definition.ts"
import { defaultPack } from "../../../src/prompts/defaultPack.ts"
import { templateFolder } from "../../support/templates.ts"

const plain: ClientChoice = {
  client: Option.none(),
  endpoint: [],
  apiKeyEnv: Option.none(),
  header: [],
  vllmLegacy: false,
  modelPath: Option.none(),
  sequences: Option.none(),
  threads: Option.none(),
  contextSize: Option.none(),
  modelId: Option.none(),
  modelName: Option.none(),
  models: Option.none(),
  profile: "faithful"
}

type Environment = { readonly [name: string]: string }

const choose = (
  client: ClientName | null,
  flags: Partial<ClientChoice> = {},
  environment: Environment = {}
) =>
  Effect.withConfigProvider(
    clientOf({ ...plain, client: Option.fromNullable(client), ...flags }),
    ConfigProvider.fromMap(new Map(Object.entries(environment)))
  )

const names = (client: ClientName, flags: Partial<ClientChoice> = {}, environment: Environment = {}) =>
  Effect.map(
    choose(client, flags, environment),
    (chosen) => clientEndpoints(chosen, defaultPack).map(({ name }) => name)
  )

/** The key and headers with which the first server is asked. */
const credentials = (client: ClientName, flags: Partial<ClientChoice>, environment: Environment = {}) =>
  Effect.map(choose(client, flags, environment), (chosen) => {
    const { apiKey, headers } = "servers" in chosen ? chosen.servers[0] : {}
    return {
      key: apiKey === undefined ? null : Redacted.value(apiKey),
      headers: Object.entries(headers ?? {}).map(([name, value]) => [
        name,
        Redacted.isRedacted(value) ? Redacted.value(value) : "not secret"
      ])
    }
  })

describe("endpoints", () => {
  it.effect("are where each kind of server usually is", () =>
    Effect.gen(function*() {
      expect(yield* names("TGI")).toEqual(["http://127.0.0.1:20002"])
      expect(yield* names("VLLM")).toEqual(["http://127.0.0.1:8000"])
      expect(yield* names("OpenAI")).toEqual(["https://api.openai.com/v1"])
      expect(yield* names("OpenAI", {}, { OPENAI_BASE_URL: "http://h/v1" })).toEqual(["http://h/v1"])
      expect(yield* names("Simulated")).toEqual(["Simulated"])
      expect(yield* names("Offline")).toEqual(["Offline"])
      expect(yield* names("LlamaCpp", { modelPath: Option.some("a.gguf") })).toEqual(["a.gguf"])
    }))

  it.effect("may be several, each once", () =>
    Effect.gen(function*() {
      const endpoint = ["http://a:1,http://b:2", "http://a:1", " http://c:3 ,"]
      expect(yield* names("TGI", { endpoint })).toEqual(["http://a:1", "http://b:2", "http://c:3"])
    }))

  it.effect("must be URLs, and are not shown with a password", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(choose("TGI", { endpoint: ["http://a:1", "me://x:secret@h:1"] }))
      expect(error.message).toBe("--endpoint me://…@h:1: write a URL, such as http://127.0.0.1:8080")
    }))

  it.effect("are none without a server", () =>
    Effect.gen(function*() {
      expect((yield* choose(null))._tag).toBe("TGI")
      expect((yield* choose(null, {}, { RUN_OFFLINE: "1" }))._tag).toBe("Offline")
      const error = yield* Effect.flip(choose("LlamaCpp"))
      expect(error.message).toContain("--model-path")
    }))
})

describe("keys and headers", () => {
  it.effect("come from the environment, where no other server than OpenAI's has a usual one", () =>
    Effect.gen(function*() {
      const environment = { OPENAI_API_KEY: "sk-1", MINE: " sk-2\n", EMPTY: "" }
      const named = (name: string) => ({ apiKeyEnv: Option.some(name) })
      expect((yield* credentials("OpenAI", {}, environment)).key).toBe("sk-1")
      expect((yield* credentials("OpenAI", {})).key).toBeNull()
      expect((yield* credentials("TGI", {}, environment)).key).toBeNull()
      for (const client of ["TGI", "VLLM", "OpenAI"] as const) {
        expect((yield* credentials(client, named("MINE"), environment)).key).toBe("sk-2")
      }
      for (const name of ["EMPTY", "ABSENT"]) {
        const error = yield* Effect.flip(credentials("TGI", named(name), environment))
        expect(error.message).toContain(`--api-key-env ${name}: this environment variable is not set`)
      }
    }))

  it.effect("are secret, and read as they are written", () =>
    Effect.gen(function*() {
      const { headers } = yield* credentials("VLLM", { header: ["X-A: b: c", "Accept-Language:de, en"] })
      expect(headers).toEqual([["X-A", "b: c"], ["Accept-Language", "de, en"]])
      const chosen = yield* choose("VLLM", { header: ["X-A: s3cr3t"] })
      expect(JSON.stringify(chosen)).not.toContain("s3cr3t")
      for (const header of ["s3cr3t", ": s3cr3t", "a b: s3cr3t"]) {
        const error = yield* Effect.flip(choose("VLLM", { header: [header] }))
        expect(error.message).toBe("--header must be written as \"Name: value\"")
      }
    }))

  it("stand in no manifest", () => {
    expect(
      withoutSecrets([
        "run",
        "--header",
        "A: s3cr3t",
        "--header=B:s3cr3t",
        "--header",
        "s3cr3t",
        "--limit",
        "5"
      ])
    )
      .toEqual(["run", "--header", "A: …", "--header=B: …", "--header", "…: …", "--limit", "5"])
  })
})

describe("the model", () => {
  const flags: ExperimentFlags = {
    modelName: Option.none(),
    modelId: Option.none(),
    modelRevision: Option.none(),
    modelType: Option.none(),
    template: Option.none(),
    models: Option.none(),
    systemMessage: Option.none(),
    dataset: "sample-sentiment",
    category: Option.none(),
    config: Option.none(),
    map: Option.none(),
    split: "test",
    task: "classify",
    taskConfig: [],
    seed: 0,
    params: { top_k: null },
    pack: Option.none()
  }
  const define = (client: ClientName, change: Partial<ExperimentFlags> = {}) =>
    Effect.flatMap(
      choose(client, { modelPath: Option.some("/models/tiny.gguf") }),
      (chosen) => Effect.either(experimentOf({ ...flags, ...change }, chosen, defaultPack))
    )

  it.effect("of a server that knows its format is asked by messages", () =>
    Effect.gen(function*() {
      const experiment = Either.getOrThrow(yield* define("OpenAI", { modelId: Option.some("gpt-new") }))
      expect(experiment.model).toMatchObject({ name: "gpt-new", id: "gpt-new", type: "Chat" })
      expect(experiment.params).not.toHaveProperty("top_k")
      const file = Either.getOrThrow(yield* define("LlamaCpp"))
      expect(file.model).toMatchObject({ name: "tiny", type: "Chat" })
    }))

  it.effect("of the paper keeps its format, and a slip is no other model", () =>
    Effect.gen(function*() {
      const known = Either.getOrThrow(yield* define("OpenAI", { modelName: Option.some("llama2-7b") }))
      expect(known.model.type).toBe("Llama2")
      expect(Either.isLeft(yield* define("OpenAI", { modelName: Option.some("lama2-7b") }))).toBe(true)
      expect(Either.isLeft(yield* define("OpenAI", { modelName: Option.some("like-no-other") }))).toBe(true)
    }))

  it.effect("is refused with what is wrong and what else there is", () =>
    Effect.gen(function*() {
      const own = { modelId: Option.some("owner/name"), modelType: Option.some("Template" as const) }
      const strict = Option.some(templateFolder("strict"))
      const cases: readonly (readonly [change: Partial<ExperimentFlags>, message: RegExp])[] = [
        [{}, /^which model\?.*--model-name.*--model-id/],
        [{ ...own, template: Option.some("none") }, /^none: there is no such file or folder/],
        [{ ...own, template: strict, systemMessage: Option.some("S") }, /no system role .*must take turns/],
        [
          { ...own, modelType: Option.some("Chat"), template: strict },
          /^--template is for --model-type Template/
        ],
        [{ ...own, modelId: Option.some("./x") }, /^\.\/x is no name on the Hub.*--template/],
        [{ modelName: Option.some("lama2-7b") }, /did you mean llama2-7b.*introspect models.*--model-id/],
        [
          { modelName: Option.some("llama2-7b"), systemMessage: Option.some("@none.txt") },
          /^none\.txt cannot be read/
        ],
        [{ modelId: Option.some("x"), models: Option.some("none.yaml") }, /^none\.yaml cannot be read/]
      ]
      for (const [change, message] of cases) {
        const experiment = yield* define("VLLM", change)
        expect(Either.isLeft(experiment) ? experiment.left.message : "no error").toMatch(message)
      }
    }))

  it.effect("has the type Template where a template is named", () =>
    Effect.gen(function*() {
      const template = Option.some(templateFolder("dated"))
      const { model } = Either.getOrThrow(yield* define("VLLM", { modelId: Option.some("x/y"), template }))
      expect(model).toMatchObject({
        id: "x/y",
        type: "Template",
        template: expect.stringMatching(/^[0-9a-f]{64}$/)
      })
    }))

  it.effect("is known to the clients that choose among several by its id", () =>
    Effect.gen(function*() {
      const modelName = Option.some("llama2-7b")
      expect(yield* choose("VLLM", { modelName })).toMatchObject({ model: "meta-llama/Llama-2-7b-chat-hf" })
      expect(yield* choose("OpenAI", { modelName, modelId: Option.some("x/y") })).toMatchObject({
        model: "x/y"
      })
      expect(yield* choose("OpenAI")).toMatchObject({ model: undefined })
    }))
})
