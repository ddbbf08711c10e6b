import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, vi } from "vitest"
import * as LlamaCpp from "../../../layers/clients/LlamaCpp.ts"
import { answerText } from "../../../layers/clients/llamaCpp/answerText.ts"
import { temporaryFolder } from "../../support/folder.ts"

/** How setting up fails in a project whose node-llama-cpp is this module; none without a module. */
const failureWith = Effect.fnUntraced(function*(module: string | null, modelPath = "model.gguf") {
  const folder = yield* temporaryFolder
  if (module !== null) {
    const installed = join(folder, "node_modules", "node-llama-cpp")
    mkdirSync(installed, { recursive: true })
    writeFileSync(
      join(installed, "package.json"),
      JSON.stringify({ name: "node-llama-cpp", type: "module", exports: "./index.js" })
    )
    writeFileSync(join(installed, "index.js"), module)
  }
  vi.spyOn(process, "cwd").mockReturnValue(folder)
  const error = yield* Effect.flip(Layer.build(LlamaCpp.layer({ modelPath })))
  return { folder, kind: error.class, reason: error.reason }
})

/** A package whose compiled part fails as told. */
const packageThat = (getLlama: string) =>
  `export const getLlama = async () => ${getLlama}
export const getModuleVersion = async () => "3.22.1"
export class LlamaGrammarEvaluationState {}`

afterEach(() => {
  vi.restoreAllMocks()
})

describe("node-llama-cpp", () => {
  it.scoped("that is not installed: the error says what to install", () =>
    Effect.gen(function*() {
      expect(yield* failureWith(null)).toMatchObject({
        kind: "setup",
        reason: {
          _tag: "Unsupported",
          message:
            "the LlamaCpp client runs the model with node-llama-cpp, which is not installed; install it with: "
            + "npm install node-llama-cpp@3.22.1"
        }
      })
    }))

  for (
    const [what, module, message] of [
      [
        "cannot be loaded",
        "throw new Error('half installed')",
        /installed but cannot be loaded: half installed; install it again with: npm install node-llama-cpp@3\.22\.1/u
      ],
      [
        "is another version",
        "export class LlamaModel {}",
        /index\.js is another version of node-llama-cpp; install it with: npm install node-llama-cpp@3\.22\.1/u
      ],
      [
        "has no compiled part for this machine",
        packageThat("{ throw new Error('NoBinaryFound') }"),
        /no compiled llama\.cpp that runs here: NoBinaryFound; install it with its optional dependencies \(npm install/u
      ]
    ] as const
  ) {
    it.scoped(`that ${what}: the error says so`, () =>
      Effect.gen(function*() {
        const { kind, reason } = yield* failureWith(module, import.meta.filename)
        expect(kind).toBe("setup")
        expect(reason._tag).toBe("Unsupported")
        expect(reason.message).toMatch(message)
      }))
  }

  it.scoped("is asked for an existing model file only, relative to the project", () =>
    Effect.gen(function*() {
      const { folder, kind, reason } = yield* failureWith(packageThat("{ throw new Error('asked') }"))
      expect(kind).toBe("setup")
      expect(reason.message).toBe(`no model file at ${join(folder, "model.gguf")}`)
    }))
})

describe("the text of an answer", () => {
  /** Tokens are bytes; a leading space is dropped after nothing, as SentencePiece does. */
  const decode = (tokens: readonly number[], before: readonly number[]) => {
    const text = Buffer.from(tokens).toString("utf8")
    return before.length === 0 && text.startsWith(" ") ? text.slice(1) : text
  }
  /** The text, and after how many bytes a stop string ended it. */
  const read = (text: string, stop: readonly string[], prompt = "x") => {
    const answer = answerText(decode, [...Buffer.from(prompt)], stop)
    const bytes = [...Buffer.from(text)]
    const end = bytes.findIndex((byte) => answer.add(byte))
    return { text: answer.text(), bytes: end < 0 ? null : end + 1 }
  }

  it("is that of its tokens, with characters that are spread over several", () => {
    expect(read(" wörld 🙂!", [])).toEqual({ text: " wörld 🙂!", bytes: null })
    expect(read(" begun", [], "").text).toBe("begun")
  })

  it("ends before a stop string, the first one of several", () => {
    expect(read("one\n\ntwo", ["\n\n"])).toEqual({ text: "one", bytes: 5 })
    expect(read("a STOP b", ["TOP", "STOP"])).toEqual({ text: "a ", bytes: 6 })
    expect(read("STOP", ["STOP"])).toEqual({ text: "", bytes: 4 })
    expect(read("aab", ["ab"])).toEqual({ text: "a", bytes: 3 })
    expect(read("é🙂x", ["🙂"])).toEqual({ text: "é", bytes: 6 })
  })

  it("keeps a beginning of a stop string, and a character that is cut off shows as such", () => {
    expect(read("not a STO", ["STOP"])).toEqual({ text: "not a STO", bytes: null })
    const answer = answerText(decode, [], [])
    answer.add(0xc3)
    expect(answer.text()).toBe("\u{FFFD}")
  })
})
