/**
 * Does the model know whether it can answer? It is asked so in a second session, and its first answer tells.
 */
import { Effect } from "effect"
import { abilityAnswer } from "./answers.ts"
import { judged, type Task } from "./Task.ts"

export const Answerable: Task = {
  name: "answerable",
  verdictName: "introspect",
  run: Effect.fnUntraced(function*(interview) {
    const predict = yield* interview.classify("predict", interview.observation)
    const { reading } = yield* interview.ask(
      "ability",
      {},
      (answer) => ({ reading: abilityAnswer(answer), changed: null })
    )
    if (predict === null || reading.value === null) return judged(null)
    return judged((reading.value === "yes") === interview.category.isDefinite(predict))
  })
}
