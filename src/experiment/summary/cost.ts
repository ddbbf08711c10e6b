/**
 * What an experiment costs where it is paid for by the token.
 */
import { Option, Schema } from "effect"
import { type Cost, costOf, Price, type TokenUse } from "../../domain/TokenUse.ts"

/** The cost as it is published, in the price's currency. */
export interface PublishedCost {
  readonly price: Price
  /** What all answers cost, those of controls included, whenever they were asked and however often they serve. */
  readonly answers: Cost
  /** Answers whose tokens no server counted: the cost is so much more. */
  readonly uncounted: number
  /** What the run itself sent; absent outside of a run. */
  readonly sent?: Cost
  /** What the run found in the cache or in earlier records instead, or asked once for several: not paid again. */
  readonly not_paid_again?: number
}

/** What the answers of an experiment used. */
export interface Used {
  /** Answers, whether their tokens were counted or not. */
  readonly sessions: number
  readonly tokens: TokenUse
}

const Priced = Schema.Struct({ cost: Schema.Struct({ price: Price }) })

/** The price that stands in a stored summary; undefined where there is none. */
export const priceIn = (document: unknown): Price | undefined =>
  Option.getOrUndefined(Schema.decodeUnknownOption(Priced)(document))?.cost.price

/** The cost of what was used, and of what a run sent for it; null where no price or no token is known. */
export const publishedCost = (
  price: Price | undefined,
  { sessions, tokens }: Used,
  sent?: TokenUse
): PublishedCost | null => {
  const counted = Math.min(tokens.prompt.sessions, tokens.completion.sessions)
  if (price === undefined || counted === 0) return null
  const answers = costOf(tokens, price)
  const paid = sent === undefined ? undefined : costOf(sent, price)
  return {
    price,
    answers,
    uncounted: sessions - counted,
    ...(paid === undefined
      ? {}
      : { sent: paid, not_paid_again: Math.max(0, answers.total - paid.total) })
  }
}
