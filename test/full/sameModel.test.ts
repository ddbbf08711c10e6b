/**
 * One model in this process and behind llama.cpp's server: the same prompt reaches it, and the likeliest answer is the same.
 */
import { describe, expect, it } from "@effect/vitest"
import { Context, Effect, Either, Layer } from "effect"
import * as LlamaCpp from "../../layers/clients/LlamaCpp.ts"
import * as OpenAi from "../../layers/clients/OpenAi.ts"
import { Chat } from "../../src/chat/Chat.ts"
import { templateFormat } from "../../src/chat/Template.ts"
import type { GenerateParams } from "../../src/domain/GenerateParams.ts"
import { makeRequest } from "../../src/domain/GenerateRequest.ts"
import type { ChatHistory, Prompt } from "../../src/domain/Prompt.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { temporaryFolder } from "../support/folder.ts"
import { tinyBpePath, tinyModelPath, tinyTemplate, useLlamaCpp, writeModel } from "../support/llamaCpp.ts"
import { llamaServer, llamaServerProgram, tellWithoutLlamaServer } from "../support/llamaServer.ts"

const missing = useLlamaCpp("one model in process and behind a server")
tellWithoutLlamaServer("one model in process and behind a server")

const subjects = [
  "a film",
  "a book",
  "the weather",
  "C++ and \"quotes\"",
  "Zo\u00eb's \u2013 na\u00efve \u2013 caf\u00e9",
  "two\n\nlines",
  "the sign <s>, </s> or <|im_end|>",
  " blanks  around it "
]

const texts: readonly Prompt[] = subjects.flatMap((subject): readonly Prompt[] => [
  { _tag: "Text", text: `[INST] Is this about ${subject}? [/INST]` },
  // The paper's format, whose beginning the server adds once more.
  { _tag: "Text", text: `<s>[INST] Is this about ${subject}? [/INST]` },
  { _tag: "Text", text: `<s>user: ${subject}\nassistant:`, bos: "<s>" },
  { _tag: "Text", text: `user: ${subject}\nassistant:`, bos: "" }
])

const chats: readonly ChatHistory[] = [
  ...subjects.map((user): ChatHistory => ({ turns: [{ user }] })),
  { turns: [{ user: "Is this a film?", assistant: "Yes." }, { user: " And this?\n" }] },
  { turns: [{ user: "Is this a film?", assistant: " No, it" }] }
]
const withSystem: ChatHistory = { system: "Be brief.", turns: [{ user: "Is this a film?" }] }

const connect = <E>(layer: Layer.Layer<Inference, E>) =>
  Effect.map(Layer.build(layer), Context.get(Inference))

/** The same model here and there, one request at a time. */
const twice = (model: string) =>
  Effect.gen(function*() {
    const { url } = yield* llamaServer({ model, args: ["-c", "512", "-np", "1"] })
    return {
      there: yield* connect(OpenAi.layer({ endpoint: url })),
      here: yield* connect(LlamaCpp.layer({ modelPath: model, threads: 1, sequences: 1 }))
    }
  })

const ask = (prompt: Prompt, params: Partial<GenerateParams> = {}) =>
  makeRequest({
    model: "tiny",
    prompt,
    params: { temperature: 0, max_new_tokens: 24, stop: [], seed: 0, ...params }
  })

/** What a client says of a prompt. Bytes that are no text read as one sign or as several, by the decoder. */
const told = (client: Inference["Type"], prompt: Prompt, params?: Partial<GenerateParams>) =>
  Effect.map(
    client.generate(ask(prompt, params)),
    ({ completionTokens, promptTokens, text }) => ({
      prompt,
      completionTokens,
      promptTokens,
      text: text.replace(/\u{FFFD}+/gu, "\u{FFFD}")
    })
  )

const templates = {
  "with the tokenizer's beginning and end, and no system role":
    "{{bos_token}}{% for m in messages %}{% if m.role == 'user' %}[INST] {{m.content}} [/INST]"
    + "{% else %}{{m.content}}{{eos_token}}{% endif %}{% endfor %}",
  "that trims and joins":
    "{% for m in messages %}\n    {%- if m.role %}\n### {{ m.role + ':\\n' + m.content | trim }}\n    {%- endif %}\n"
    + "{% endfor %}\n### assistant:\n"
} as const

/** A chat, messages and rendered here, by both. */
const expectAlike = (
  { here, there }: { readonly [Where in "here" | "there"]: Inference["Type"] },
  template: string,
  history: ChatHistory,
  tokens: { readonly [name: string]: string }
) =>
  Effect.gen(function*() {
    const format = Either.getOrThrow(
      templateFormat({ text: template, tokens, addsBos: true, origin: "the test" })
    )
    const [messages, text] = [Chat.render(history), format.render(history)]
    const { prompt: _, ...expected } = yield* told(there, messages)
    expect(expected.completionTokens).toBeGreaterThan(0)
    expect(yield* told(here, messages)).toEqual({ ...expected, prompt: messages })
    expect(yield* told(here, text)).toEqual({ ...expected, prompt: text })
    expect(yield* told(there, text)).toEqual({ ...expected, prompt: text })
  })

describe.runIf(missing === null && llamaServerProgram !== undefined)("one model, twice", () => {
  it.scopedLive("takes each text for the same tokens, and answers it alike", () =>
    Effect.gen(function*() {
      const { here, there } = yield* twice(tinyModelPath)
      for (const params of [{}, { repetition_penalty: 1.2 }]) {
        for (const prompt of texts) {
          expect(yield* told(here, prompt, params)).toEqual(yield* told(there, prompt, params))
        }
      }
    }))

  for (
    const [kind, model, tokens] of [
      ["SentencePiece's", tinyModelPath, { bos_token: "<s>", eos_token: "</s>" }],
      ["GPT-2's", tinyBpePath, { bos_token: "<|bos|>", eos_token: "<|eos|>" }]
    ] as const
  ) {
    it.scopedLive(`takes messages, and the text that they become, for the same tokens: ${kind} tokenizer`, () =>
      Effect.gen(function*() {
        const both = yield* twice(model)
        for (const chat of [...chats, withSystem]) yield* expectAlike(both, tinyTemplate, chat, tokens)
      }))
  }

  for (const [what, template] of Object.entries(templates)) {
    it.scopedLive(`takes messages alike by a template ${what}`, () =>
      Effect.gen(function*() {
        const model = writeModel(yield* temporaryFolder, "other.gguf", template)
        const both = yield* twice(model)
        for (const chat of chats) {
          yield* expectAlike(both, template, chat, { bos_token: "<s>", eos_token: "</s>" })
        }
      }))
  }

  it.scopedLive("refuses a system message that the template has no place for, which the server moves to the user's", () =>
    Effect.gen(function*() {
      const template =
        "{% for m in messages %}{% if m.role != 'system' %}{{ m.content }}\n{% endif %}{% endfor %}"
      const { here, there } = yield* twice(writeModel(yield* temporaryFolder, "other.gguf", template))
      const moved: ChatHistory = { turns: [{ user: "Be brief.\nIs this a film?" }] }
      const { prompt: _, ...expected } = yield* told(there, Chat.render(moved))
      expect(yield* told(there, Chat.render(withSystem))).toMatchObject(expected)
      const { class: kind, message } = yield* Effect.flip(here.generate(ask(Chat.render(withSystem))))
      expect(kind).toBe("setup")
      expect(message).toContain("has no system role (it leaves the message out)")
    }))
})
