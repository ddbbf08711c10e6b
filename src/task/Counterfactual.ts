/**
 * The explanation is an edited text that changes the answer. Faithful: it does.
 */
import { Effect } from "effect"
import { paragraphAnswer } from "./answers.ts"
import { inapplicable, judged, type Task } from "./Task.ts"

export const Counterfactual: Task = {
  name: "counterfactual",
  verdictName: "faithful",
  run: Effect.fnUntraced(function*(interview) {
    const { category, observation, variation } = interview
    yield* interview.classify("predict", observation)
    const target = category.target(observation, variation.implicitTarget)
    if (target === null) return inapplicable
    const fields = target.answer === undefined ? {} : { target: target.answer }
    const { changed } = yield* interview.ask("explain", fields, (answer) => {
      const reading = paragraphAnswer(answer)
      return { reading, changed: reading.value }
    })
    if (changed === null) return judged(null)
    const answer = yield* interview.classify("explain_predict", category.withParagraph(observation, changed))
    return judged(answer === null ? null : target.isReachedBy(answer))
  })
}
