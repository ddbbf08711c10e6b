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
      if (reading.value === null) return { reading, changed: null }
      const { absent, masked, text } = maskWords(category.paragraph(observation), reading.value, maskToken)
      return { reading, changed: text, masking: { masked, absent } }
    })
    return yield* askWithoutImportantWords(interview, changed)
  })
}
