/**
 * In which order fibers run: all in one queue.
 *
 * Effect's own scheduler keeps a queue and a promise for each fiber, in a weak map that the collector goes through. A
 * run makes a fiber for each request and wakes fibers five times for it.
 */
import { type Scheduler, SchedulerRunner } from "effect/Scheduler"

/** Steps after which a fiber lets others run, as in Effect. */
const mostSteps = 2048

/** Turns after which timers and sockets are looked at, as in Effect. */
const mostTurns = 2048

/** Makes a scheduler with a single queue. */
export const makeScheduler = (): Scheduler => {
  const runner = new SchedulerRunner((turns, drain) => {
    if (turns >= mostTurns) setTimeout(() => drain(0), 0)
    else queueMicrotask(() => drain(turns + 1))
  })
  return {
    shouldYield: ({ currentOpCount }) => currentOpCount > mostSteps ? 0 : false,
    scheduleTask: (task, priority) => runner.scheduleTask(task, priority)
  }
}
