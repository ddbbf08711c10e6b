/**
 * A model by its own chat template, from the command line to the server.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fakeHub, hubToken } from "../support/fakeHub.ts"
import { temporaryFolder } from "../support/folder.ts"
import { introspectIn } from "../support/keptIntrospect.ts"
import { type Scripted, scriptedServer } from "../support/scriptedServer.ts"
import { templateFiles, templateFolder } from "../support/templates.ts"

const commit = "fedcba9876543210fedcba9876543210fedcba98"
const { config, jinja } = templateFiles("dated")
const repository = {
  type: "model",
  name: "owner/name",
  commit,
  branches: ["main"],
  files: { "chat_template.jinja": Buffer.from(jinja!), "tokenizer_config.json": Buffer.from(config!) },
  isGated: true
} as const
const task = ["--dataset", "sample-sentiment", "--task", "classify"]
const model = ["--model-id", "owner/name", "--model-type", "Template", "--client", "VLLM"]

const run = (folder: string, env: { readonly [name: string]: string }, ...args: readonly string[]) =>
  Effect.promise(() => introspectIn({ folder, env }, ...args))

/** A vLLM server that thinks before it answers. */
const thinkingServer = scriptedServer(({ method, path }): Scripted => {
  if (method === "POST") {
    return { body: { choices: [{ text: "<think>Hm.</think>\n\npositive", finish_reason: "stop" }] } }
  }
  return path === "/v1/models" ? { body: { data: [{ id: "owner/name" }] } } : { body: { version: "1" } }
})

describe("a model by its own template", () => {
  it.scopedLive(
    "is read from the Hub once, and is the same experiment without it",
    () =>
      Effect.gen(function*() {
        const hub = yield* fakeHub([repository])
        const folder = yield* temporaryFolder
        const home = { HF_HOME: join(folder, "hf") }
        const online = { ...home, HF_ENDPOINT: hub.url, HF_TOKEN: hubToken }
        const first = yield* run(folder, online, "id", ...model, ...task)
        expect(first).toMatchObject({ code: 0, stderr: "" })
        expect(first.stdout).toMatch(
          /^analysis_m-owner-name_y-none_d-sample-sentiment_p-test_t-classify_c-_s-0_x-[0-9a-f]{8}\n$/
        )
        const asked = hub.requests.length
        const later = yield* run(folder, { ...home, HF_HUB_OFFLINE: "1" }, "id", ...model, ...task)
        expect(later.stdout).toBe(first.stdout)
        expect(hub.requests).toHaveLength(asked)
        const local = yield* run(folder, {}, "id", ...model, ...task, "--template", templateFolder("dated"))
        expect(local.stdout).toBe(first.stdout)
        const other = yield* run(folder, {}, "id", ...model, ...task, "--template", templateFolder("several"))
        expect(other.stdout).not.toBe(first.stdout)
      }),
    60_000
  )

  it.scopedLive("is planned and asked by it, and what it thinks is kept apart", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      const server = yield* thinkingServer
      const path = join(folder, "system.txt")
      yield* Effect.promise(() => writeFile(path, "Be brief.\n"))
      const args = [
        ...["run", ...model, ...task, "--endpoint", server.url, "--template", templateFolder("dated")],
        ...["--system-message", "@system.txt", "--limit", "3", "--json"]
      ]
      const plan = JSON.parse((yield* run(folder, {}, ...args, "--dry")).stdout)
      expect(plan.spec.model).toMatchObject({ id: "owner/name", type: "Template" })
      expect(plan.spec.model.template).toMatch(/^[0-9a-f]{64}$/)
      expect(plan.spec.system).toBe("Be brief.")
      const { code, stdout } = yield* run(folder, {}, ...args)
      expect(code).toBe(0)
      expect(JSON.parse(stdout).results).toMatchObject({
        total: 3,
        mismatch: 0,
        reasoning: { sessions: 3, mean_length: 3 }
      })
      const again = yield* run(folder, {}, ...args.filter((word) => word !== "--json"))
      expect(again.stdout).toContain("the model thought before 3 answers, 3 characters on average")
      const id = again.stdout.split("\n")[0]!
      const checked = yield* run(folder, {}, "integrity", id)
      expect(checked).toMatchObject({ code: 0 })
      const sent = server.seen().filter(({ method }) => method === "POST").map(({ text }) => JSON.parse(text))
      expect(sent).toHaveLength(3)
      for (const body of sent) {
        expect(body).toMatchObject({ add_special_tokens: false, stop: ["<|turn|>"] })
        expect(body.prompt).toMatch(
          /^<\|text\|><\|head\|>system<\|\/head\|>\n\nDay: 26 Jul 2024\nBe brief\.<\|turn\|>/
        )
      }
    }), 60_000)

  it.scopedLive("is refused with what is wrong and what else there is", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      const hub = yield* fakeHub([repository])
      const env = { HF_HOME: join(folder, "hf"), HF_ENDPOINT: hub.url }
      const ended = yield* run(folder, env, "id", ...model, ...task)
      expect(ended.stderr).toMatch(/it is gated or private.*set HF_TOKEN.*--template.*--model-type Chat/)
      expect(ended).toMatchObject({ code: 2, stdout: "" })
    }), 60_000)
})

describe("models by short names", () => {
  it.scopedLive("are listed, and a user's own with them", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      const own = "mine:\n  id: owner/name\n  type: Falcon\n  price: { input: 0.5, output: 2 }\n"
      yield* Effect.promise(() => writeFile(join(folder, "models.yaml"), own))
      const table = yield* run(folder, {}, "models", "--models", "models.yaml")
      expect(table.stdout).toMatch(/^ *llama2-7b +meta-llama\/Llama-2-7b-chat-hf +Llama2/m)
      expect(table.stdout).toMatch(/^ *mine +owner\/name +Falcon +0\.5 \/ 2/m)
      const all = JSON.parse((yield* run(folder, {}, "models", "--models", "models.yaml", "--json")).stdout)
      expect(all.mine).toMatchObject({ id: "owner/name", type: "Falcon" })
      const id = yield* run(folder, {}, "id", "--models", "models.yaml", "--model-name", "MINE", ...task)
      expect(id.stdout).toMatch(/^analysis_m-mine_.*_x-[0-9a-f]{8}\n$/)
    }), 60_000)

  it.scopedLive("of a user's own are refused with file, entry and field", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      yield* Effect.promise(() =>
        writeFile(join(folder, "models.json"), "{\"mine\": {\"id\": \"x\", \"typ\": \"Chat\"}}")
      )
      const ended = yield* run(folder, {}, "id", "--models", "models.json", "--model-name", "mine", ...task)
      expect(ended.stderr).toMatch(/models\.json is no list of models:\nmine\.typ: /)
      expect(ended).toMatchObject({ code: 2, stdout: "" })
    }), 60_000)
})
