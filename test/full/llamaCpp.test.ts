/**
 * The LlamaCpp client with the real engine and a tiny model of random weights.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, Either, Fiber, Layer } from "effect"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as LlamaCpp from "../../layers/clients/LlamaCpp.ts"
import { inferenceContract } from "../../layers/testing/contracts/inference.ts"
import type { GenerateParams } from "../../src/domain/GenerateParams.ts"
import { type JsonSchema, makeRequest } from "../../src/domain/GenerateRequest.ts"
import type { Generation } from "../../src/domain/Generation.ts"
import type { ChatMessage } from "../../src/domain/Prompt.ts"
import { makeScoreRequest, scoresIn } from "../../src/domain/ScoreRequest.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { answerSchema } from "../../src/prompts/answerSchema.ts"
import { temporaryFolder } from "../support/folder.ts"
import { tinyModelPath as modelPath, useLlamaCpp, writeModel } from "../support/llamaCpp.ts"

const missing = useLlamaCpp("the LlamaCpp client's tests")

const sampled: GenerateParams = { temperature: 1, top_p: 1, top_k: 0, max_new_tokens: 24, stop: [], seed: 1 }

const requestOf = (
  prompt: string | readonly [ChatMessage, ...ChatMessage[]],
  params: Partial<GenerateParams> = {},
  repeat = 0
) =>
  makeRequest({
    model: "tiny",
    prompt: typeof prompt === "string"
      ? { _tag: "Text", text: prompt }
      : { _tag: "Chat", messages: [...prompt] as [ChatMessage, ...ChatMessage[]] },
    params: { ...sampled, ...params },
    repeat
  })

const generate = (...args: Parameters<typeof requestOf>) =>
  Effect.flatMap(Inference, (model) => model.generate(requestOf(...args)))

const textOf = (...args: Parameters<typeof requestOf>) => Effect.map(generate(...args), ({ text }) => text)

const tiny = (sequences: number) => Effect.provide(LlamaCpp.layer({ modelPath, sequences, threads: 1 }))

const review = "[INST] Is the following review positive? The film was a delight. [/INST]"

describe.runIf(missing === null)("llama.cpp in process", () => {
  it.live("says which model and engine it is", () =>
    Effect.gen(function*() {
      const { info } = yield* Inference
      const server = yield* info
      expect(server).toMatchObject({ model: "tiny-spm", sha: null, maxConcurrentRequests: 2 })
      expect(server?.version).toMatch(/^node-llama-cpp 3\.22\.\d+ \(llama\.cpp .+\)$/u)
      const generation = yield* generate(review)
      expect(generation.server).toEqual(server)
      expect(generation).toMatchObject({ durationBy: "client", finishReason: "length", completionTokens: 24 })
      expect(generation.durationMillis).toBeGreaterThan(0)
    }).pipe(tiny(2)))

  it.live("gives the same answer for the same seed, also after others and after a new start", () =>
    Effect.gen(function*() {
      const ask = textOf(review)
      const [first, other, repeat, again] = yield* Effect.provide(
        Effect.all([ask, textOf(review, { seed: 2 }), textOf(review, {}, 1), ask]),
        LlamaCpp.layer({ modelPath, threads: 1 })
      )
      expect(again).toBe(first)
      expect(other).not.toBe(first)
      expect(repeat).not.toBe(first)
      expect(yield* Effect.provide(ask, LlamaCpp.layer({ modelPath, threads: 1 }))).toBe(first)
    }))

  it.live("takes every seed, the highest of 32 bits too, which means a random one to llama.cpp", () =>
    Effect.gen(function*() {
      for (const seed of [0, 0xffff_fffe, 0xffff_ffff, 2 ** 40]) {
        const answers = yield* Effect.all(Array.from({ length: 3 }, () => textOf(review, { seed })))
        expect(new Set(answers).size).toBe(1)
      }
    }).pipe(tiny(1)))

  it.live("heeds temperature, top_k, top_p and the penalty of what prompt and answer have", () =>
    Effect.gen(function*() {
      const greedy = yield* textOf(review, { temperature: 0 })
      expect(yield* textOf(review, { temperature: 0, seed: 9 })).toBe(greedy)
      expect(yield* textOf(review, { top_k: 1 })).toBe(greedy)
      expect(yield* textOf(review, { top_p: 0 })).toBe(greedy)
      expect(yield* textOf(review)).not.toBe(greedy)
      const penalized = yield* textOf(review, { temperature: 0, repetition_penalty: 1000 })
      expect(penalized).not.toBe(greedy)
      expect(yield* textOf(review, { temperature: 0, repetition_penalty: 1 })).toBe(greedy)
      const letters = [...penalized].filter((letter) => /[A-Za-z]/u.test(letter))
      expect(letters.filter((letter) => review.includes(letter))).toEqual([])
    }).pipe(tiny(1)))

  it.live("answers in the form of a schema, from a model that knows no JSON", () =>
    Effect.gen(function*() {
      const { generate } = yield* Inference
      const answer = (schema: JsonSchema, seed: number) =>
        generate(makeRequest({
          ...requestOf(review, { max_new_tokens: 200, seed }),
          responseSchema: schema
        }))
      const chosen = answerSchema("classify", "answer", ["positive", "negative", "neutral", "unknown"])
      for (const seed of [1, 2, 3]) {
        const { finishReason, text } = yield* answer(chosen, seed)
        expect(finishReason).toBe("stop")
        expect(["positive", "negative", "neutral", "unknown"]).toContain(JSON.parse(text).answer)
      }
      const again = yield* answer(chosen, 1)
      expect((yield* answer(chosen, 1)).text).toBe(again.text)
      // A list of a random model may never end, but it is a list from the first sign on.
      expect((yield* answer(answerSchema("importance", "words", []), 1)).text).toMatch(
        /^\{\s*"words"\s*:\s*\[/
      )
    }).pipe(tiny(1)))

  it.live("ends at a stop string, which is not part of the text", () =>
    Effect.gen(function*() {
      const whole = yield* generate(review, { temperature: 0 })
      const stop = whole.text.slice(5, 8)
      const at = whole.text.indexOf(stop)
      expect(at).toBeGreaterThanOrEqual(0)
      const cut = yield* generate(review, { temperature: 0, stop: ["never there", stop] })
      expect(cut).toMatchObject({ text: whole.text.slice(0, at), finishReason: "stop" })
      expect(cut.completionTokens).toBeLessThan(24)
    }).pipe(tiny(1)))

  it.live("ends at max_new_tokens with the reason length", () =>
    Effect.gen(function*() {
      expect(yield* generate(review, { max_new_tokens: 1 })).toMatchObject({
        finishReason: "length",
        completionTokens: 1
      })
      const whole = yield* textOf(review, { temperature: 0 })
      const half = yield* textOf(review, { temperature: 0, max_new_tokens: 12 })
      expect(whole.startsWith(half.replace(/\u{FFFD}+$/u, ""))).toBe(true)
    }).pipe(tiny(1)))

  it.live("ends by itself with the reason stop; without max_new_tokens the context's end is the reason length", () =>
    Effect.gen(function*() {
      const { max_new_tokens: _, ...unlimited } = sampled
      const { generate } = yield* Inference
      const reasons = new Set<string>()
      for (let seed = 0; seed < 12; seed++) {
        const prompt = { _tag: "Text" as const, text: review }
        const generation = yield* generate(
          makeRequest({ model: "tiny", prompt, params: { ...unlimited, seed } })
        )
        reasons.add(generation.finishReason)
        const used = (generation.promptTokens ?? 0) + (generation.completionTokens ?? 0)
        if (generation.finishReason === "length") expect(used).toBe(512)
        else expect(used).toBeLessThan(512)
      }
      expect([...reasons]).toContain("stop")
    }).pipe(tiny(1)))

  it.live("reads special tokens in the text as such, the first of the paper's formats once more, as servers do", () =>
    Effect.gen(function*() {
      const plain = yield* generate(review)
      const begun = yield* generate(`<s>${review}`)
      expect(begun.promptTokens).toBe((plain.promptTokens ?? 0) + 1)
      expect(begun.text).not.toBe(plain.text)
      const ended = yield* generate(`${review}</s>`)
      expect(ended.promptTokens).toBe((plain.promptTokens ?? 0) + 1)
      expect((yield* generate("")).promptTokens).toBe(1)
    }).pipe(tiny(1)))

  it.live("has the first token of a complete prompt once, whether or not its template writes it", () =>
    Effect.gen(function*() {
      const { generate } = yield* Inference
      const tokens = (text: string, bos?: string) =>
        Effect.map(
          generate(makeRequest({
            model: "tiny",
            prompt: { _tag: "Text", text, ...(bos === undefined ? {} : { bos }) },
            params: sampled
          })),
          ({ promptTokens }) => promptTokens ?? 0
        )
      const usual = yield* tokens(review)
      expect(yield* tokens(`<s>${review}`, "<s>")).toBe(usual)
      expect(yield* tokens(review, "")).toBe(usual)
    }).pipe(tiny(1)))

  it.live("puts a chat into the template of the model's file, and reads the whole as a text", () =>
    Effect.gen(function*() {
      const user = { role: "user", content: "Is <s> a word?" } as const
      const rendered = (content: string) => `<|im_start|>user\n${content}<|im_end|>\n<|im_start|>assistant\n`
      const told = ({ promptTokens, text }: Generation) => ({ promptTokens, text })
      const asText = told(yield* generate(rendered(user.content)))
      expect(told(yield* generate([user]))).toEqual(asText)
      const system = { role: "system", content: "Be brief." } as const
      expect(told(yield* generate([system, user]))).toEqual(
        told(yield* generate(`<|im_start|>system\nBe brief.<|im_end|>\n${rendered(user.content)}`))
      )
      expect(told(yield* generate([user, { role: "assistant", content: "No, it" }]))).toEqual(
        told(yield* generate(`${rendered(user.content)}No, it`))
      )
    }).pipe(tiny(1)))

  it.scopedLive("keeps the thoughts that the template opens apart from the answer", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      const user = { role: "user", content: "Is it?" } as const
      const modelPath = writeModel(folder, "other.gguf", "{{ messages[0].content }}<think>\n")
      const generation = yield* Effect.provide(
        generate([user], { temperature: 0 }),
        LlamaCpp.layer({ modelPath, threads: 1 })
      )
      expect(generation.text).toBe("")
      expect(generation.reasoning).toMatch(/./u)
    }))

  it.scopedLive("says why a chat cannot be put into the file's template", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      const user = { role: "user", content: "Is it?" } as const
      const system = { role: "system", content: "Be brief." } as const
      for (
        const [template, messages, message] of [
          ["{% if %}", [user], "the chat template of the model's file cannot be used: "],
          ["{{ messages[-1].role }}", [user], "cannot be used: it leaves the user's message out"],
          [
            "{% if messages[0].role == 'system' %}{{ raise_exception('no orders') }}{% endif %}{{ messages[0].content }}",
            [system, user],
            "the chat template of the model's file has no system role (it says: no orders)"
          ],
          [
            "{% if messages|length > 2 %}{{ raise_exception('one question') }}{% endif %}{{ messages[0].content }}",
            [user, user, user],
            "one question"
          ]
        ] as const
      ) {
        const layer = LlamaCpp.layer({ modelPath: writeModel(folder, "other.gguf", template), threads: 1 })
        const error = yield* Effect.flip(Effect.provide(generate(messages), layer))
        expect([error.reason._tag, error.class]).toEqual(["Unsupported", "setup"])
        expect(error.message).toContain(message)
        expect(error.message).toContain("choose a chat format with --model-type")
      }
      const bare = readFileSync(modelPath)
      bare.write("other", bare.indexOf("chat_template"))
      writeFileSync(join(folder, "bare.gguf"), bare)
      const layer = LlamaCpp.layer({ modelPath: join(folder, "bare.gguf"), threads: 1 })
      const { message } = yield* Effect.flip(Effect.provide(generate([user]), layer))
      expect(message).toBe("the model's file has no chat template; choose a chat format with --model-type")
    }))

  it.live("answers several requests at once", () =>
    Effect.gen(function*() {
      const prompts = Array.from({ length: 24 }, (_, index) => `${review} ${"word ".repeat(index)}`)
      const ask = (concurrency: number) =>
        Effect.provide(
          Effect.forEach(prompts, (prompt, seed) => textOf(prompt, { seed }), { concurrency }),
          LlamaCpp.layer({ modelPath, sequences: concurrency, threads: 1 })
        )
      const alone = yield* ask(1)
      for (const concurrency of [2, 4, 8]) {
        const together = yield* ask(concurrency)
        const equal = together.filter((text, index) => text === alone[index]).length
        process.stderr.write(
          `LlamaCpp: ${equal} of ${prompts.length} answers in ${concurrency} sequences as alone\n`
        )
        expect(together).toHaveLength(prompts.length)
        expect(equal).toBeGreaterThanOrEqual(prompts.length / 3)
      }
    }))

  it.live("scores texts beside others as alone, and frees a sequence when interrupted", () =>
    Effect.gen(function*() {
      const { generate: ask } = yield* Inference
      const scoring = (words: number) =>
        makeScoreRequest({
          model: "tiny",
          revision: null,
          prompt: { _tag: "Text", text: `${review} ${"word ".repeat(words)}` },
          continuations: [" positive", " negative", "no"]
        })
      const requests = Array.from({ length: 12 }, (_, i) => scoring(i))
      const all = (concurrency: number) =>
        Effect.forEach(requests, (request) => Effect.map(ask(request), (one) => scoresIn(request, one)!), {
          concurrency
        })
      const alone = yield* all(1)
      expect(yield* all(1)).toEqual(alone)
      const busy = yield* Effect.fork(Effect.forever(generate(review, { max_new_tokens: 100 })))
      const together = yield* all(3)
      yield* Fiber.interrupt(busy)
      for (const [i, scores] of together.entries()) {
        for (const [k, score] of scores.entries()) {
          expect(Math.abs(score / alone[i]![k]! - 1)).toBeLessThan(2.5e-3)
        }
      }
      const interrupted = yield* Effect.forEach(requests, (request) => Effect.fork(ask(request)))
      yield* Effect.sleep(5)
      yield* Fiber.interruptAll(interrupted)
      expect(yield* Effect.timeout(all(1), "10 seconds")).toEqual(alone)
    }).pipe(tiny(4)))

  it.live("stops a generation that is interrupted, and frees its sequence", () =>
    Effect.gen(function*() {
      const first = yield* textOf(review)
      for (let round = 0; round < 3; round++) {
        const long = yield* Effect.fork(generate(review, { max_new_tokens: 440, seed: round }))
        const waiting = yield* Effect.fork(generate(review, { seed: 100 + round }))
        yield* Effect.sleep(5)
        yield* Fiber.interrupt(waiting)
        yield* Fiber.interrupt(long)
        expect(yield* Effect.timeout(textOf(review), "10 seconds")).toBe(first)
      }
    }).pipe(tiny(1)))

  it.live("refuses a prompt that leaves no room, with the limit, and goes on", () =>
    Effect.gen(function*() {
      for (
        const [prompt, params] of [["word ".repeat(600), {}], [review, { max_new_tokens: 512 }]] as const
      ) {
        const { class: kind, reason } = yield* Effect.flip(generate(prompt, params))
        expect(kind).toBe("request")
        expect(reason).toMatchObject({ _tag: "ContextOverflow", limit: 512 })
        expect(reason.message).toContain("the context holds 512 tokens")
      }
      expect((yield* generate(review)).completionTokens).toBe(24)
    }).pipe(tiny(1)))

  it.live("takes the context's size from the user", () =>
    Effect.gen(function*() {
      const { reason } = yield* Effect.flip(generate("word ".repeat(200), { max_new_tokens: 100 }))
      expect(reason).toMatchObject({ _tag: "ContextOverflow", limit: 256 })
    }).pipe(Effect.provide(LlamaCpp.layer({ modelPath, contextSize: 256, threads: 1 }))))

  it.scopedLive("fails clearly for a model file that is missing, a folder, no GGUF or cut short", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      const write = (name: string, content: string | Buffer) => {
        writeFileSync(join(folder, name), content)
        return name
      }
      const model = readFileSync(modelPath)
      for (
        const [name, message] of [
          ["missing.gguf", /^no model file at .*missing\.gguf$/u],
          [".", /is not a file; the LlamaCpp client needs a GGUF file/u],
          [write("text.gguf", "not a model at all"), /cannot load the model file .*text\.gguf .*: .*GGUF/u],
          [
            write("short.gguf", model.subarray(0, 300_000)),
            /cannot load the model file .*short\.gguf \(is it a whole GGUF file.*\): Failed to load model/u
          ],
          [write("empty.gguf", ""), /cannot load the model file .*empty\.gguf .*: ./u]
        ] as const
      ) {
        const built = yield* Effect.either(Layer.build(LlamaCpp.layer({ modelPath: join(folder, name) })))
        const error = Either.getOrThrow(Either.flip(built))
        expect(error.class).toBe("setup")
        expect(error.message).toMatch(message)
      }
    }))
})

describe.runIf(missing === null)("the contract of clients", () => {
  inferenceContract({ describe, expect, it }, "LlamaCpp", {
    client: Effect.succeed(LlamaCpp.layer({ modelPath, threads: 1 })),
    model: "tiny",
    scores: true,
    prompts: { text: review, chat: "Is the following review positive? The film was a delight." }
  })
})
