/**
 * The simulated model's scores are those of its answers.
 */
import { describe, expect, it } from "vitest"
import { simulatedReply } from "../../../layers/simulated/model.ts"
import { answerScorer } from "../../../layers/simulated/score.ts"
import { begunAnswer } from "../../../layers/simulated/text/unwrap.ts"
import { CategoryName } from "../../../src/domain/Observation.ts"
import { defaultPack } from "../../../src/prompts/defaultPack.ts"
import { casesOf, profileOf, promptOf } from "./cases.ts"

const seeds = 400

describe("answerScorer", () => {
  it.each(["mixed:0.5,accuracy=0.8", "always-unknown", "never-unknown"])(
    "gives each answer the share of seeds by which %s gives it",
    (text) => {
      const options = { profile: profileOf(text), pack: defaultPack }
      const reply = simulatedReply(options)
      const score = answerScorer(options)
      const prompts = CategoryName.literals.flatMap((category) =>
        casesOf(category, 3).map((one) => promptOf(one, "classify"))
      )
      const masked = prompts.map((prompt) => prompt.replace(/ (?:the|a|and|was) /gi, " [REDACTED] "))
      for (const prompt of [...prompts, ...masked]) {
        const counts = new Map<string, number>()
        for (let seed = 0; seed < seeds; seed++) {
          const said = reply(prompt, seed)
          if (said?.kind !== "answer") continue
          counts.set(said.answer, (counts.get(said.answer) ?? 0) + 1)
        }
        for (const [answer, count] of counts) {
          expect(Math.abs(Math.exp(score(prompt, answer)) - count / seeds)).toBeLessThan(0.1)
        }
      }
    },
    30_000
  )

  it("reads an answer in JSON as well, and finds nothing likely that is no answer", () => {
    const score = answerScorer({ profile: profileOf("faithful"), pack: defaultPack })
    const prompt = promptOf(casesOf("sentiment", 1)[0]!, "classify")
    const [likeliest] = ["positive", "negative"].toSorted((a, b) => score(prompt, b) - score(prompt, a))
    expect(Math.exp(score(prompt, ` ${likeliest}`))).toBeCloseTo(1, 9)
    expect(score(prompt, `{"answer": "${likeliest}"}`)).toBe(score(prompt, likeliest!))
    expect(Math.exp(score(prompt, "a pelican"))).toBeCloseTo(0.005, 9)
    expect(Math.exp(score("What is the capital of France?", "Paris"))).toBeCloseTo(0.005, 9)
  })
})

describe("begunAnswer", () => {
  it.each([
    ["<s>[INST] Hello [/INST] Sure", " Sure"],
    ["<s>[INST] Hi [/INST]Yes?</s> [INST] Hello [/INST]Sure", "Sure"],
    ["User: Hello\nFalcon: Sure", " Sure"],
    ["<|im_start|>user\nHello<|im_end|>\n<|im_start|>assistant\nSure", "Sure"],
    ["<s>[INST] Hello [/INST]", ""],
    ["Hello", ""]
  ])("of %j", (prompt, begun) => expect(begunAnswer(prompt)).toBe(begun))
})
