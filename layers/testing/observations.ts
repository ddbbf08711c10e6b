/**
 * Generators of observations for property tests: fast-check's, as Effect has it (`FastCheck`).
 *
 * They make everything that a category's schema allows, the awkward included: letters of many scripts, quotes, line
 * breaks, placeholders, options that look like one another.
 *
 * @example
 * FastCheck.assert(FastCheck.property(observations.sentiment, (observation) => observation.text.length > 0))
 */
import { FastCheck } from "effect"
import type {
  CategoryName,
  EntailmentObservation,
  MultiChoiceObservation,
  Observation,
  SentimentObservation
} from "../../src/domain/Observation.ts"

const idx = FastCheck.nat({ max: 100_000 })

/** Words that people write, and pieces that break careless code. */
const word = FastCheck.oneof(
  { weight: 6, arbitrary: FastCheck.stringMatching(/^[A-Za-z]{1,12}$/) },
  {
    weight: 1,
    arbitrary: FastCheck.constantFrom(
      "naïve",
      "Straße",
      "映画",
      "🦜",
      "\"quoted\"",
      "it's",
      "{{x}}",
      "[INST]",
      "a)"
    )
  }
)

const sentence = FastCheck.array(word, { minLength: 1, maxLength: 12 }).map((words) => `${words.join(" ")}.`)

const paragraph = FastCheck.tuple(
  FastCheck.array(sentence, { minLength: 1, maxLength: 6 }),
  FastCheck.constantFrom(" ", "\n", "\n\n")
).map(([sentences, gap]) => sentences.join(gap))

const sentiment: FastCheck.Arbitrary<SentimentObservation> = FastCheck.record({
  idx,
  text: paragraph,
  label: FastCheck.constantFrom("positive" as const, "negative" as const)
})

const choice = FastCheck.array(word, { minLength: 1, maxLength: 3 })
  .map((words) => words.join(" "))
  .filter((text) => text.toLowerCase() !== "unknown")

const multiChoice: FastCheck.Arbitrary<MultiChoiceObservation> = FastCheck
  .uniqueArray(choice, { minLength: 1, maxLength: 25 })
  .chain((choices) =>
    FastCheck.record({
      idx,
      paragraph,
      question: sentence.map((text) => text.replace(/\.$/, "?")),
      choices: FastCheck.constant(choices.toSorted()),
      label: FastCheck.constantFrom(...choices)
    })
  )

const entailment: FastCheck.Arbitrary<EntailmentObservation> = FastCheck.record({
  idx,
  paragraph,
  hypothesis: sentence,
  label: FastCheck.constantFrom("yes" as const, "no" as const)
})

/** A generator for each category; multiple choice has 1 to 25 distinct choices, sorted, and a label among them. */
export const observations = {
  sentiment,
  "multi-choice": multiChoice,
  entailment
} satisfies { readonly [Name in CategoryName]: FastCheck.Arbitrary<Observation> }
