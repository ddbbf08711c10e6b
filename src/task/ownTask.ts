/**
 * Tasks that others define.
 */
import type { OwnTaskName } from "../domain/Variation.ts"
import type { OwnTask, Task } from "./Task.ts"

/** A further kind of self-explanation. */
export interface OwnTaskDefinition extends OwnTask {
  readonly name: OwnTaskName
  /**
   * Holds the sessions about one observation: the question first (`classify`, session `predict`), then the task's own
   * prompt (`ask`, session `explain`), and the question about the changed text (`classify`, session `explain_predict`).
   */
  readonly run: Task["run"]
}

/**
 * A task to give to `makeExperiment`; its verdict is called `faithful`.
 *
 * Its name, its version and its prompts are part of the experiment's identity, so that results of two versions never
 * mix. What cannot be meant is an `ExperimentError` of `makeExperiment`.
 *
 * @example
 * const Keep = ownTask({
 *   name: "own-keep",
 *   version: "1",
 *   prompts: { sentiment: "Which sentence decides it? Write that sentence only.\n\n{{paragraph}}" },
 *   run: (interview) => Effect.as(interview.classify("predict", interview.observation), judged(null))
 * })
 */
export const ownTask = ({ name, prompts, run, version }: OwnTaskDefinition): Task => ({
  name,
  verdictName: "faithful",
  own: { version, prompts },
  run
})
