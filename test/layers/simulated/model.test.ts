import { describe, expect, it } from "vitest"
import { simulatedModel, simulatedReply } from "../../../layers/simulated/model.ts"
import type { Reply } from "../../../layers/simulated/reply.ts"
import { puzzled } from "../../../layers/simulated/speech/failures.ts"
import { lastUserTurn } from "../../../layers/simulated/text/unwrap.ts"
import { CategoryName } from "../../../src/domain/Observation.ts"
import { TaskName } from "../../../src/domain/Variation.ts"
import { defaultPack } from "../../../src/prompts/defaultPack.ts"
import { casesOf, profileOf, promptOf } from "./cases.ts"

const modelOf = (profile: string) => simulatedModel({ profile: profileOf(profile), pack: defaultPack })

describe("the last user turn", () => {
  it.each([
    ["bare", "Hello there."],
    ["Llama 2", "<s>[INST] Hello there. [/INST]"],
    ["Llama 2 with a system message", "<s>[INST] <<SYS>>\nBe kind.\n<</SYS>>\n\nHello there. [/INST]"],
    ["Llama 2, second turn", "<s>[INST] Hi [/INST] Yes? </s><s>[INST] Hello there. [/INST] Sure"],
    ["Mistral, second turn", "<s>[INST] Hi [/INST]Yes?</s> [INST] Hello there. [/INST]Sure"],
    ["Falcon", "User: Hello there.\nFalcon:"],
    ["Falcon with a system line", "You are Falcon.\nUser: Hello there.\nFalcon: Sure"],
    [
      "Qwen's template",
      "<|im_start|>system\nBe kind.<|im_end|>\n<|im_start|>user\nHello there.<|im_end|>\n<|im_start|>"
    ],
    [
      "Llama 3's, second turn",
      "user<|end_header_id|>\n\nHi<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nHello there.<|eot_id|>"
    ],
    ["Gemma's", "<bos><start_of_turn>user\nHello there.<end_of_turn>\n<start_of_turn>model\n"],
    ["Phi's", "<|user|>\nHello there.<|end|>\n<|assistant|>\n"],
    ["Falcon, second turn", "User: Hi\nFalcon: Yes?\nUser: Hello there.\nFalcon:"]
  ])("%s", (_, prompt) => expect(lastUserTurn(prompt)).toBe("Hello there."))
})

/** What of a reply must stand in the answer. */
const piecesOf = (reply: Reply): readonly string[] => {
  if (reply.kind === "paragraph") return [reply.text]
  return reply.kind === "words" ? reply.words : [reply.answer]
}

describe("simulatedModel", () => {
  const cases = CategoryName.literals.flatMap((category) => casesOf(category, 30))

  it("gives equal prompts and seeds equal answers, from any instance", () => {
    for (const one of cases) {
      for (const task of TaskName.literals) {
        const prompt = promptOf(one, task)
        expect(modelOf("mixed:0.5,accuracy=0.7")(prompt, 4)).toBe(
          modelOf("mixed:0.5,accuracy=0.7")(prompt, 4)
        )
      }
    }
  }, 20_000)

  it("means the same in every chat format", () => {
    const reply = simulatedReply({ profile: profileOf("mixed:0.5"), pack: defaultPack })
    for (const one of cases) {
      const prompt = promptOf(one, "redacted")
      const bare = reply(prompt, 0)
      expect(bare).not.toBeNull()
      expect(reply(`<s>[INST] ${prompt} [/INST]`, 0)).toEqual(bare)
      expect(reply(`System line.\nUser: ${prompt}\nFalcon:`, 0)).toEqual(bare)
    }
  })

  it("says what it means", () => {
    const answer = modelOf("mixed:0.5")
    const reply = simulatedReply({ profile: profileOf("mixed:0.5"), pack: defaultPack })
    for (const one of cases) {
      for (const task of TaskName.literals) {
        const prompt = promptOf(one, task)
        const said = answer(prompt, 0).toLowerCase()
        const missing = piecesOf(reply(prompt, 0)!).filter((piece) => !said.includes(piece.toLowerCase()))
        expect(missing).toEqual([])
      }
    }
  })

  it("varies its shapes", () => {
    const answer = modelOf("faithful")
    const shapes = casesOf("multi-choice", 200).map((one) =>
      answer(promptOf(one, "classify"), 0).replace(
        /bathroom|bedroom|garden|hallway|kitchen|office|[a-e]\)/g,
        "_"
      )
    )
    expect(new Set(shapes).size).toBeGreaterThan(6)
  })

  it("depends on the seed", () => {
    const answer = modelOf("faithful")
    const prompt = promptOf(cases[0]!, "importance")
    expect(new Set(Array.from({ length: 20 }, (_, seed) => answer(prompt, seed))).size).toBeGreaterThan(3)
  })

  it.each(["What time is it?", "", "<s>[INST] Tell me a story. [/INST]"])(
    "understands nothing of %j",
    (prompt) => {
      expect(modelOf("faithful")(prompt, 0)).toBe(puzzled)
    }
  )

  it("refuses and rambles at its rates", () => {
    const answer = modelOf("faithful,refusal=0.3,unreadable=0.2")
    const answers = casesOf("sentiment", 500).map((one) => answer(promptOf(one, "classify"), 0))
    const refused = answers.filter((text) => /cannot|can't|not able/.test(text)).length
    const readable = answers.filter((text) => /positive|negative/i.test(text)).length
    expect(Math.abs(refused / 500 - 0.3)).toBeLessThan(0.07)
    expect(Math.abs(readable / 500 - 0.5)).toBeLessThan(0.07)
  })

  it("gives its best where no explanation exists", () => {
    const answer = modelOf("mixed:0.5")
    for (const paragraph of ["", "Good", "[REDACTED]", "It was."]) {
      for (const one of cases.filter((_, i) => i % 30 === 0)) {
        for (const task of TaskName.literals) {
          const prompt = promptOf({ ...one, fields: { ...one.fields, paragraph } }, task)
          for (const seed of [0, 1, 2, 3]) expect(typeof answer(prompt, seed)).toBe("string")
        }
      }
    }
  })
})
