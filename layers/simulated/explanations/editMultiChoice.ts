/**
 * Counterfactual edits of stories: another answer takes the place of the one that the story gives.
 */
import { decidingMovement, movementsOf } from "../rules/facts.ts"
import { likeCase, replaceTokens, type Token } from "../text/text.ts"
import { withClosing } from "./neutralEdits.ts"

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")

/** The question's own words as the beginning of a sentence that answers it. */
const statement = (asked: string, target: string): string => {
  const subject = asked.trim().replace(/[?.!\s]+$/, "")
  return `As for ${subject.charAt(0).toLowerCase()}${subject.slice(1)}: ${target.replace(/[.\s]+$/, "")}.`
}

/** Edited texts whose answer becomes the target; `present` is the answer now, where it is known. */
export function* storyEdits(
  text: string,
  tokens: readonly Token[],
  asked: string,
  target: string,
  present: string | null
): Generator<string> {
  const movement = decidingMovement(tokens, asked)
  if (movement !== undefined) yield replaceTokens(text, tokens, new Map([[movement.place, target]]))
  else if (present !== null) {
    const mention = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(present)}(?![\\p{L}\\p{N}])`, "giu")
    if (mention.test(text)) yield text.replace(mention, (found) => likeCase(found, target))
  }
  yield withClosing(text, statement(asked, target))
  yield `${statement(asked, target)} ${text}`
  yield withClosing(`${statement(asked, target)} ${text}`, statement(asked, target))
}

/** Edited texts in which somebody else goes to the target, or the person at another time. */
export function* misleadingStoryEdits(
  text: string,
  tokens: readonly Token[],
  asked: string,
  target: string
): Generator<string> {
  const deciding = decidingMovement(tokens, asked)
  if (deciding === undefined) return
  for (const { place } of movementsOf(tokens).toReversed()) {
    if (place !== deciding.place && tokens[place]!.lower !== target.toLowerCase()) {
      yield replaceTokens(text, tokens, new Map([[place, target]]))
    }
  }
}
