/**
 * The explanation is a list of the important words, which we then mask.
 */
import { Effect } from "effect"
import { maskWords } from "../readers/index.ts"
import { wordsAnswer } from "./answers.ts"
import type { Task } from "./Task.ts"
import { askWithoutImportantWords } from "./undetermined.ts"

export const Importance: Task = {
  name: "importance",
  verdictName: "faithful",
  run: Effect.fnUntraced(function*(interview) {
    const { category, maskToken, observation } = interview
    yield* interview.classify("predict", observation)
    const { changed } = yield* interview.ask("explain", {}, (answer) => {
      const reading = wordsAnswer(answer)
      return {
        reading,
        changed: reading.value === null
          ? null
          : maskWords(category.paragraph(observation), reading.value, maskToken).text
      }
    })
    return yield* askWithoutImportantWords(interview, changed)
  })
}
