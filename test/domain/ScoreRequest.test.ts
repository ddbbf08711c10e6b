import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import { makeRequest } from "../../src/domain/GenerateRequest.ts"
import { parseRequest } from "../../src/domain/parseRequest.ts"
import { makeScoreRequest, scoresIn, scoreText } from "../../src/domain/ScoreRequest.ts"
import { generationOf } from "../support/answers.ts"

/*
 * The canonical texts are written by hand, and their digests were computed by sha256sum. A failure here means that
 * nobody's scores are found any more: the format needs a new version.
 */
const golden = [
  {
    request: makeScoreRequest({
      model: "meta-llama/Llama-2-7b-chat-hf",
      revision: null,
      prompt: { _tag: "Text", text: "<s>[INST] Héllo \"you\"\nthere [/INST]" },
      continuations: [" yes", " no"]
    }),
    canonical: String
      .raw`["introspect-score/1","meta-llama/Llama-2-7b-chat-hf",null,{"_tag":"Text","text":"<s>[INST] Héllo \"you\"\nthere [/INST]"},[" yes"," no"]]`,
    digest: "a7c99b5b8b0848cdd4949b277530b09ac18656bf30990115e2192f13f423c4bb"
  },
  {
    request: makeScoreRequest({
      model: "simulated/faithful",
      revision: "main",
      prompt: {
        _tag: "Chat",
        messages: [{ role: "system", content: "Be brief." }, { role: "user", content: "Hello" }]
      },
      continuations: ["yes"]
    }),
    canonical: String
      .raw`["introspect-score/1","simulated/faithful","main",{"_tag":"Chat","messages":[{"content":"Be brief.","role":"system"},{"content":"Hello","role":"user"}]},["yes"]]`,
    digest: "5d19394994e203648f59bd992186ca60f9c05be17d0fb46d470d84565d7469d9"
  },
  {
    request: makeScoreRequest({
      model: "m",
      revision: null,
      prompt: { _tag: "Text", text: "<s>Hi", bos: "<s>" },
      continuations: ["A"]
    }),
    canonical: String
      .raw`["introspect-score/1","m",null,{"_tag":"Text","bos":"<s>","text":"<s>Hi"},["A"]]`,
    digest: "db0ce939eb25bc3d82a40a36737082ed409ac12eb3cbf8afdc72a895e73c9e56"
  }
]
const [{ request }] = golden as [typeof golden[number]]

describe("makeScoreRequest", () => {
  it.each(golden)("has the canonical text and digest that were computed by other means: $digest", (one) => {
    expect(one.request.canonical).toBe(one.canonical)
    expect(one.request.digest).toBe(one.digest)
  })

  it.each(golden)("is read back from its canonical text: $digest", (one) => {
    expect(parseRequest(one.canonical)).toEqual(Either.right(one.request))
  })

  it("has a canonical text that no request for an answer has, whatever its parts", () => {
    const { model, params, prompt } = request
    const answer = makeRequest({ model: "introspect-score/1", prompt, params })
    expect(answer.canonical.startsWith("[\"introspect-request/1\"")).toBe(true)
    expect(makeRequest({ model, prompt, params }).digest).not.toBe(request.digest)
    expect(Either.map(parseRequest(answer.canonical), ({ scored }) => scored)).toEqual(
      Either.right(undefined)
    )
  })

  it("says what is wrong with a canonical text that is none", () => {
    expect(Either.isLeft(parseRequest("[\"introspect-score/1\",\"m\",null]"))).toBe(true)
    expect(Either.isLeft(parseRequest("[\"introspect-score/2\",\"m\",null]"))).toBe(true)
  })
})

describe("scoresIn", () => {
  it("reads as many log-probabilities as were asked for, and nothing else", () => {
    expect(scoresIn(request, generationOf(scoreText([-0.25, -1.5])))).toEqual([-0.25, -1.5])
    for (const text of ["[-1]", "[-1,-2,-3]", "[-1,null]", "positive", ""]) {
      expect(scoresIn(request, generationOf(text))).toBeNull()
    }
  })
})
