/**
 * What was used and what it costs.
 */
import type { Cost, Price, TokenUse } from "../../src/domain/TokenUse.ts"
import type { PublishedCost } from "../../src/experiment/summary/cost.ts"

const count = (tokens: number) => tokens.toLocaleString("en")

/** Two digits after the point, or as many as show the first two that are not zero. */
const amount = (value: number): string => {
  const small = value > 0 && value < 0.1 ? 1 - Math.floor(Math.log10(value)) : 2
  return value.toFixed(Math.min(12, small))
}

const money = (value: number, { currency }: Price): string =>
  currency === undefined ? amount(value) : `${currency} ${amount(value)}`

const parts = ({ input, output }: Cost) => `prompts ${amount(input)}, answers ${amount(output)}`

/** What a run sent, where a server counted it. */
export const sentTokens = ({ completion, prompt }: TokenUse): readonly string[] =>
  prompt.sessions + completion.sessions === 0
    ? []
    : [`Sent by this run: ${count(prompt.tokens)} tokens of prompts, ${count(completion.tokens)} of answers.`]

/** What all answers cost, and which part of it this run paid. */
export const costLines = (cost: PublishedCost | null | undefined): readonly string[] => {
  if (cost === null || cost === undefined) return []
  const { answers, not_paid_again, price, sent, uncounted } = cost
  return [
    `Cost: ${uncounted === 0 ? "" : "at least "}${money(answers.total, price)} (${parts(answers)})${
      uncounted === 0 ? "" : `; of ${count(uncounted)} answers no server counted the tokens`
    }.`,
    ...(sent === undefined || not_paid_again === undefined
      ? []
      : [
        `Paid by this run: ${money(sent.total, price)} (${parts(sent)}); not paid again: ${
          money(not_paid_again, price)
        }.`
      ])
  ]
}
