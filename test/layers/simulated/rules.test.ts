import { describe, expect, it } from "vitest"
import { judgeEntailment } from "../../../layers/simulated/rules/entailment.ts"
import { judgeMultiChoice } from "../../../layers/simulated/rules/multiChoice.ts"
import { judgeSentiment } from "../../../layers/simulated/rules/sentiment.ts"
import { tokeniser } from "../../../layers/simulated/text/text.ts"
import { stem } from "../../../layers/simulated/text/words.ts"
import { defaultPack } from "../../../src/prompts/defaultPack.ts"

const tokenise = tokeniser(defaultPack)
const evidenceIn = (text: string, positions: readonly number[]) =>
  positions.map((i) => tokenise(text)[i]!.lower)

describe("tokens", () => {
  it("are words with their places, masks of either kind in any case, and sentences", () => {
    const tokens = tokenise("It isn’t [redacted]'s well-made film. [REMOVED] won!")
    expect(tokens.map(({ lower }) => lower)).toEqual(
      ["it", "isn't", "[redacted]", "s", "well", "made", "film", "[removed]", "won"]
    )
    expect(tokens.filter(({ isMask }) => isMask)).toHaveLength(2)
    expect(tokens.map(({ sentence }) => sentence)).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 1])
  })

  it("do not take a part of a word for a mask that is a word", () => {
    const masks = { ...defaultPack.masks, redacted: { token: "MASK", word: "masked" } }
    const tokens = tokeniser({ ...defaultPack, masks })("A mask and a masked man")
    expect(tokens.map(({ isMask }) => isMask)).toEqual([false, true, false, false, false, false])
  })

  it.each([["baked", "baking"], ["stories", "story"], ["stopped", "stop"], ["found", "find"], ["9", "nine"]])(
    "%s and %s have one stem",
    (one, other) => expect(stem(one)).toBe(stem(other))
  )
})

describe("sentiment", () => {
  const judge = (text: string) => judgeSentiment(tokenise(text)).answer

  it.each([
    ["A wonderful film.", "positive"],
    ["The soup was awful.", "negative"],
    ["It was not good.", "negative"],
    ["It wasn’t a bad film.", "positive"],
    ["Not for me: a wonderful film.", "positive"],
    ["The lighting was lovely, but the story was dull.", "negative"],
    ["The house has two doors.", "neutral"],
    ["The house has two [REDACTED].", "unknown"],
    ["A [REMOVED] film with a terrible end.", "negative"],
    ["", "neutral"]
  ])("%s", (text, answer) => expect(judge(text)).toBe(answer))

  it("names the words of opinion as evidence", () => {
    const text = "A superb cast in a boring play."
    expect(evidenceIn(text, judgeSentiment(tokenise(text)).evidence)).toEqual(["superb", "boring"])
  })
})

describe("multi-choice", () => {
  const story =
    "Mary moved to the office. Then, John went back to the garden. Then, Mary went to the kitchen."
  const places = ["garden", "kitchen", "office"]
  const judge = (text: string, question: string, choices: readonly string[] | null = places) =>
    judgeMultiChoice(tokenise(text), question, choices).answer

  it("knows where people went last", () => {
    expect(judge(story, "Where is Mary?")).toBe("kitchen")
    expect(judge(story, "Where is John?")).toBe("garden")
    expect(judge(story, "Where is John?", null)).toBe("garden")
  })

  it("rests on the last place", () => {
    const { evidence } = judgeMultiChoice(tokenise(story), "Where is Mary?", places)
    expect(evidenceIn(story, evidence)).toEqual(["kitchen"])
  })

  it("does not know when the place or every mention of the person is masked", () => {
    expect(judge(story.replace("kitchen", "[REDACTED]"), "Where is Mary?")).toBe("unknown")
    expect(judge(story.replaceAll("Mary", "[REDACTED]"), "Where is Mary?")).toBe("unknown")
    expect(judge(story.replace("office", "[REDACTED]"), "Where is Mary?")).toBe("kitchen")
  })

  const tale = "Ida baked the bread in the tower. Tom sold a goat at the market. They slept in the barn."
  const rooms = ["in the barn", "in the tower", "on the roof"]

  it("takes the choice that stands closest to the question's words", () => {
    const question = "Where did Ida bake the bread?"
    expect(judge(tale, question, rooms)).toBe("in the tower")
    const { evidence } = judgeMultiChoice(tokenise(tale), question, rooms)
    expect(evidenceIn(tale, evidence)).toEqual(["ida", "baked", "bread"])
  })

  it("does not know when the question's words or all choices are masked, and guesses otherwise", () => {
    const question = "Where did Ida bake the bread?"
    const without = (pattern: RegExp) => tale.replace(pattern, "[REDACTED]")
    expect(judge(without(/Ida|baked|bread/g), question, rooms)).toBe("unknown")
    expect(judge(without(/tower|barn/g), question, rooms)).toBe("unknown")
    expect(rooms).toContain(judge("Nothing of this is here.", question, rooms))
  })
})

describe("entailment", () => {
  const judge = (text: string, hypothesis: string) => judgeEntailment(tokenise(text), hypothesis).answer
  const text = "The old mill at Arden was sold to a painter in May. It had stood empty for years."

  it.each([
    ["The mill at Arden was sold to a painter.", "yes"],
    ["The mill at Arden was not sold to a painter.", "no"],
    ["A ship was built by two brothers in Norway.", "no"]
  ])("%s", (hypothesis, answer) => expect(judge(text, hypothesis)).toBe(answer))

  it("minds who did what to whom", () => {
    expect(judge("Anna Berg defeated Carl Moss in the final.", "Carl Moss defeated Anna Berg in the final."))
      .toBe(
        "no"
      )
  })

  it("does not know when the words of the hypothesis are masked", () => {
    const masked = text.replace(/mill|Arden|sold|painter/g, "[REDACTED]")
    expect(judge(masked, "The mill at Arden was sold to a painter.")).toBe("unknown")
  })
})
