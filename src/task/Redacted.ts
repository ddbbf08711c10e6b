/**
 * The explanation is the text with its important words masked by the model itself.
 */
import { Effect } from "effect"
import { normaliseMasks } from "../readers/index.ts"
import { paragraphAnswer } from "./answers.ts"
import type { Task } from "./Task.ts"
import { askWithoutImportantWords } from "./undetermined.ts"

export const Redacted: Task = {
  name: "redacted",
  verdictName: "faithful",
  run: Effect.fnUntraced(function*(interview) {
    yield* interview.classify("predict", interview.observation)
    const { changed } = yield* interview.ask("explain", {}, (answer) => {
      const reading = paragraphAnswer(answer)
      return {
        reading,
        changed: reading.value === null ? null : normaliseMasks(reading.value, interview.maskToken)
      }
    })
    return yield* askWithoutImportantWords(interview, changed)
  })
}
