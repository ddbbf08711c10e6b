/**
 * Fibers that yield where a test says.
 */
import { Scheduler } from "effect"

/** Makes a fiber yield, and so notice an interruption, at one step, as it does by itself every 2,048 steps. */
export const yieldingAt = (step: number): Scheduler.Scheduler => {
  let steps = 0
  return Scheduler.make(
    (task, priority) => Scheduler.defaultScheduler.scheduleTask(task, priority),
    () => ++steps === step ? 0 : false
  )
}
