/**
 * The messages of session 2 that the results of entailment counterfactuals lack: the original stored session 3 in their
 * place, and only the experiment's cache still has them.
 */
import { Effect } from "effect"
import type { OriginalAnswer, OriginalSource } from "./OriginalSource.ts"
import { hypothesisIn, paragraphIn, type Wrapping } from "./prompts.ts"
import type { OriginalAnswers } from "./record.ts"

const pageSize = 1000

/** Goes through all answers of the experiment's cache in the order of their prompts. */
export const forEachAnswer = Effect.fnUntraced(function*<E, R>(
  { answers }: Pick<OriginalSource, "answers">,
  each: (page: readonly OriginalAnswer[]) => Effect.Effect<void, E, R>
) {
  let last = ""
  while (true) {
    const page = yield* answers(last, pageSize)
    if (page.length === 0) return
    last = page.at(-1)!.prompt
    yield* each(page)
  }
})

/**
 * Finds the message by what it must have: the observation's paragraph and its hypothesis in quotes, and not being the
 * question itself. Of several, the one whose answer has the text that was read from it.
 */
export const lostMessages = Effect.fnUntraced(function*(source: OriginalSource, { unwrap }: Wrapping) {
  const byParagraph = new Map<string, { readonly message: string; readonly response: string }[]>()
  yield* forEachAnswer(source, (page) =>
    Effect.sync(() => {
      for (const { prompt, response } of page) {
        const message = unwrap(prompt)
        const paragraph = message === null ? null : paragraphIn(message)
        if (message === null || paragraph === null) continue
        byParagraph.set(paragraph, [...byParagraph.get(paragraph) ?? [], { message, response }])
      }
    }))
  const find: OriginalAnswers["lostMessage"] = (row) => {
    const question = row.text("predict_prompt")
    const paragraph = question === null ? null : paragraphIn(question)
    if (question === null || paragraph === null) return null
    const hypothesis = hypothesisIn(row.text("debug"), paragraph)
    const fitting = (byParagraph.get(paragraph) ?? []).filter(({ message }) =>
      message !== question && (hypothesis === null || message.includes(`"${hypothesis}"`))
    )
    const read = row.text("explain")
    const [only, ...others] = fitting
    const found = others.length === 0
      ? only
      : fitting.find(({ response }) => read !== null && response.includes(read))
    return found?.message ?? null
  }
  return find
})
