import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import { paperParams } from "../../src/domain/GenerateParams.ts"
import { type GenerateRequest, makeRequest, sentSeed } from "../../src/domain/GenerateRequest.ts"
import { parseRequest } from "../../src/domain/parseRequest.ts"

/*
 * The canonical texts are written by hand, and their digests were computed by sha256sum. A failure here means that
 * nobody's cache is found any more: the format needs a new version.
 */
const textCanon = String
  .raw`["introspect-request/1","meta-llama/Llama-2-7b-chat-hf",null,{"_tag":"Text","text":"<s>[INST] Héllo \"you\"\nthere [/INST]"},{"max_new_tokens":1024,"repetition_penalty":1.2,"seed":0,"stop":["[INST]","[/INST]","<s>","</s>"],"temperature":0.1,"top_k":50,"top_p":0.95},0]`
const textDigest = "38ea24cd01fe64f7f00ec15d4a0d103c82aca3a397ffa4aeceb396e2dfb03147"
const chatCanon = String
  .raw`["introspect-request/1","simulated/faithful","main",{"_tag":"Chat","messages":[{"content":"Be brief.","role":"system"},{"content":"Hello","role":"user"}]},{"seed":7,"stop":[]},0]`
const chatDigest = "719066634df9ab5d77c8e27732e961714c9e9b2ee706d64f19256f5ad17d8b93"
const repeatDigest = "6767a901a768d435dd944c8fc4336fc68d41e922888f7c3a14d2d8945769cab0"

const schemaCanon = String
  .raw`["introspect-request/1","simulated/faithful","main",{"_tag":"Chat","messages":[{"content":"Be brief.","role":"system"},{"content":"Hello","role":"user"}]},{"seed":7,"stop":[]},0,{"properties":{"answer":{"enum":["yes","no"]}},"type":"object"}]`
const schemaDigest = "0265ab1e9769e5758b24b5cd43726bee20aefe9faa35937457dedf21686f6dc8"

const textRequest = makeRequest({
  model: "meta-llama/Llama-2-7b-chat-hf",
  prompt: { _tag: "Text", text: "<s>[INST] Héllo \"you\"\nthere [/INST]" },
  params: { ...paperParams, stop: ["[INST]", "[/INST]", "<s>", "</s>"] }
})
const chat: Omit<GenerateRequest, "canonical" | "digest"> = {
  model: "simulated/faithful",
  revision: "main",
  prompt: {
    _tag: "Chat",
    messages: [{ role: "system", content: "Be brief." }, { role: "user", content: "Hello" }]
  },
  params: { stop: [], seed: 7 },
  repeat: 0
}

const responseSchema = { type: "object", properties: { answer: { enum: ["yes", "no"] } } } as const

describe("makeRequest", () => {
  it("has the canonical text and digest that were computed by other means, for a text", () => {
    expect(textRequest.canonical).toBe(textCanon)
    expect(textRequest.digest).toBe(textDigest)
  })

  it("has every text as JSON has it, whatever its characters", () => {
    const canonical = (text: string) =>
      makeRequest({ model: "m", prompt: { _tag: "Text", text }, params: paperParams }).canonical
    const around = canonical("").split("\"text\":\"\"")
    for (let unit = 0; unit <= 0xFFFF; unit++) {
      const text = `"a"\n${String.fromCharCode(unit)}\n"`
      if (canonical(text) !== around.join(`"text":${JSON.stringify(text)}`)) {
        expect.fail(`U+${unit.toString(16)}`)
      }
    }
    expect(canonical("\u{1F600}")).toContain("\u{1F600}")
  })

  it("has the canonical text and digest that were computed by other means, for a chat", () => {
    expect(makeRequest(chat).canonical).toBe(chatCanon)
    expect(makeRequest(chat).digest).toBe(chatDigest)
  })

  it("has another digest for another draw", () => {
    expect(makeRequest({ ...chat, repeat: 1 }).digest).toBe(repeatDigest)
  })

  it("has the schema of the answer in its text and digest, only where there is one", () => {
    const request = makeRequest({ ...chat, responseSchema })
    expect(request.canonical).toBe(schemaCanon)
    expect(request.digest).toBe(schemaDigest)
    expect(makeRequest({ ...chat, responseSchema: undefined })).toEqual(makeRequest(chat))
  })

  it("is an ordinary generation of no revision unless told otherwise", () => {
    expect(textRequest.revision).toBeNull()
    expect(textRequest.repeat).toBe(0)
  })

  it("does not depend on the order in which fields and parameters are named", () => {
    const { params, prompt, ...rest } = textRequest
    const reversed = Object.fromEntries(Object.entries(params).toReversed()) as GenerateRequest["params"]
    expect(makeRequest({ prompt, params: reversed, ...rest }).digest).toBe(textDigest)
  })

  it("depends on everything that determines the answer", () => {
    const variants = [
      chat,
      { ...chat, model: "simulated/unfaithful" },
      { ...chat, revision: null },
      { ...chat, revision: "" },
      { ...chat, prompt: { _tag: "Text", text: "Hello" } as const },
      { ...chat, params: { stop: ["x"], seed: 7 } },
      { ...chat, params: { stop: [], seed: 8 } },
      { ...chat, params: { stop: [], seed: 7, temperature: 0 } },
      { ...chat, repeat: 2 },
      { ...chat, responseSchema },
      { ...chat, responseSchema: { ...responseSchema, type: "array" } }
    ]
    expect(new Set(variants.map((variant) => makeRequest(variant).digest)).size).toBe(variants.length)
  })
})

describe("parseRequest", () => {
  it.each([textRequest, makeRequest(chat), makeRequest({ ...chat, responseSchema })])(
    "gives the request of a canonical text, whether or not its digest is known",
    (request) => {
      // The first time, the parameters are decoded; from then on they are known.
      for (const digest of [undefined, request.digest, undefined, request.digest]) {
        expect(parseRequest(request.canonical, digest)).toEqual(Either.right(request))
      }
    }
  )

  it("makes the canonical form and digest of a text that is written otherwise", () => {
    const spaced = JSON.stringify(JSON.parse(textCanon), null, 1)
    expect(parseRequest(spaced)).toEqual(Either.right(textRequest))
  })
})

describe("sentSeed", () => {
  it("is the request's own for an ordinary generation", () => {
    expect(sentSeed(makeRequest(chat))).toBe(7)
  })

  it("is derived from seed and repeat for another draw, as sha256sum has it", () => {
    expect(sentSeed(makeRequest({ ...chat, repeat: 1 }))).toBe(0x9f8b3daf)
    expect(sentSeed(makeRequest({ ...chat, params: { stop: [], seed: 0 }, repeat: 2 }))).toBe(0xc9a85c90)
  })

  it("fits 32 bits and differs from draw to draw", () => {
    const seeds = Array.from({ length: 200 }, (_, i) => sentSeed(makeRequest({ ...chat, repeat: i + 1 })))
    expect(new Set(seeds).size).toBe(200)
    for (const seed of seeds) expect(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32).toBe(true)
  })
})
