import { describe, expect, it } from "@effect/vitest"
import { Cause, Effect, Exit, Layer } from "effect"
import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import * as Recorded from "../../../layers/clients/Recorded.ts"
import * as Simulated from "../../../layers/clients/Simulated.ts"
import * as Test from "../../../layers/clients/Test.ts"
import { inferenceContract } from "../../../layers/testing/contracts/inference.ts"
import { generateError } from "../../../src/domain/GenerateError.ts"
import { Inference } from "../../../src/inference/Inference.ts"
import { requestOf } from "../../support/answers.ts"
import { overloaded } from "../../support/errors.ts"
import { temporaryFolder } from "../../support/folder.ts"
import { faithful, sentimentPrompt } from "../../support/simulated.ts"

const file = Effect.map(temporaryFolder, (folder) => join(folder, "exchanges.jsonl"))
const ask = (prompt: string) => Effect.flatMap(Inference, ({ generate }) => generate(requestOf(prompt)))
const tooLong = generateError({ _tag: "ContextOverflow", message: "too long", limit: 7 })

const answers = new Map<string, Test.TestAnswer>([
  ["a", { text: "A", finishReason: "length", promptTokens: 3 }],
  ["long", tooLong],
  ["busy", overloaded(null)]
])

const recording = (path: string) =>
  Recorded.record({ file: path }).pipe(Layer.provideMerge(Test.layer(answers)))

const both = { text: `<s>[INST] ${sentimentPrompt} [/INST]`, chat: sentimentPrompt }

// The first use of a request records it, the second one answers from what was recorded.
inferenceContract({ describe, expect, it }, "a recording", {
  client: Effect.map(
    file,
    (path) =>
      Recorded.record({ file: path }).pipe(Layer.provide(Simulated.layer({ profile: faithful })), Layer.orDie)
  ),
  model: "simulated/faithful",
  prompts: both,
  scores: true
})

describe("a recording", () => {
  it.scoped("has every answer and every lasting refusal once, and asks for none of them again", () =>
    Effect.gen(function*() {
      const path = yield* file
      yield* Effect.gen(function*() {
        const { prompts } = yield* Test.Asked
        for (const _ of [1, 2]) {
          yield* (yield* Inference).info
          yield* ask("a")
          expect(yield* Effect.flip(ask("long"))).toEqual(tooLong)
          yield* Effect.flip(ask("busy"))
        }
        expect(prompts()).toEqual(["a", "long", "busy", "busy"])
      }).pipe(Effect.provide(recording(path)))
      const text = yield* Effect.promise(() => readFile(path, "utf8"))
      expect(text.trim().split("\n").map((line) => Object.keys(JSON.parse(line)))).toEqual([
        ["server"],
        ["request", "generation"],
        ["request", "failure"]
      ])
      yield* Effect.gen(function*() {
        expect(yield* (yield* Inference).info).toMatchObject({ model: "simulated/test" })
        expect(yield* ask("a")).toMatchObject({ text: "A", finishReason: "length", promptTokens: 3 })
        expect(yield* Effect.flip(ask("long"))).toEqual(tooLong)
        const exit = yield* Effect.exit(ask("busy"))
        expect(Exit.isFailure(exit) ? Cause.squash(exit.cause) : null).toMatchObject({
          message: `not recorded in ${path}: busy`
        })
      }).pipe(Effect.provide(Recorded.layer({ file: path })))
    }))

  it.scoped("is gone on with", () =>
    Effect.gen(function*() {
      const path = yield* file
      yield* Effect.provide(Effect.flip(ask("long")), recording(path))
      yield* Effect.gen(function*() {
        const { prompts } = yield* Test.Asked
        yield* Effect.flip(ask("long"))
        yield* ask("a")
        expect(prompts()).toEqual(["a"])
      }).pipe(Effect.provide(recording(path)))
      expect((yield* Effect.promise(() => readFile(path, "utf8"))).trim().split("\n")).toHaveLength(2)
    }))

  it.scoped("that is damaged is refused, with the line", () =>
    Effect.gen(function*() {
      const path = yield* file
      yield* Effect.provide(ask("a"), recording(path))
      for (const bad of ["{", "{\"request\":\"[]\",\"failure\":{\"_tag\":\"GaveUp\",\"message\":\"\"}}"]) {
        const good = yield* Effect.promise(() => readFile(path, "utf8"))
        const damaged = `${path}.damaged`
        yield* Effect.promise(() => writeFile(damaged, `${good}\n${bad}\n`))
        const error = yield* Effect.flip(Layer.build(Recorded.layer({ file: damaged })))
        expect(error).toMatchObject({ _tag: "RecordingError" })
        expect(error.message).toContain(`${damaged}, line 3: this is no exchange`)
      }
    }))

  it.scoped("that is not there is an error for who would answer from it", () =>
    Effect.gen(function*() {
      const path = yield* file
      const error = yield* Effect.flip(Layer.build(Recorded.layer({ file: path })))
      expect(error.message).toContain(`${path} cannot be read`)
    }))
})
