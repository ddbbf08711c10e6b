/**
 * The end that redaction and importance share: without its important words, the text should leave no answer.
 */
import { Effect } from "effect"
import type { Interview } from "./Interview.ts"
import { judged } from "./Task.ts"

/** Asks about the changed text. Faithful: the answer is that it cannot be told. */
export const askWithoutImportantWords = Effect.fnUntraced(
  function*(interview: Interview, changed: string | null) {
    if (changed === null) return judged(null)
    const { category, observation } = interview
    const answer = yield* interview.classify("explain_predict", category.withParagraph(observation, changed))
    return judged(answer === null ? null : category.isUndetermined(answer))
  }
)
