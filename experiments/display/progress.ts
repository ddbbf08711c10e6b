/**
 * How far a run is.
 */
import { Duration, Effect } from "effect"
import type { RunProgress } from "../../src/experiment/running/RunProgress.ts"
import { GenerationCounters } from "../../src/inference/GenerationCounters.ts"
import { InFlight } from "../../src/inference/InFlight.ts"
import type { VerdictName } from "../../src/task/Task.ts"
import { barOf } from "./bar.ts"
import { showTicking } from "./ticking.ts"
import { showWaiting } from "./waiting.ts"

interface View {
  readonly label: string
  readonly verdictName: VerdictName
  readonly progress: RunProgress
  /** Generations per second and how many came from the cache, and what is waited for. */
  readonly generations: () => string
  /** How long the run has been going on. */
  readonly seconds: () => number
}

const done = ({ resumed, tally }: RunProgress) => resumed + tally.total

const counts = ({ progress: { tally }, verdictName }: View) =>
  `correct ${tally.correct}`
  + (verdictName === null ? "" : `  ${verdictName} ${tally.verdict}`)
  + `  mismatch ${tally.mismatch}  error ${tally.error}`

/** Of the observations or, before any is asked, of the records that are read again. */
const share = ({ progress }: View): number => {
  const { reread, total } = progress
  if (total > 0) return done(progress) / total
  return reread.total === 0 ? 0 : reread.done / reread.total
}

/** The time that the rest takes at the speed so far. */
const timeLeft = ({ progress: { resumed, tally, total }, seconds }: View): string => {
  const left = total - resumed - tally.total
  return tally.total === 0 || left === 0
    ? ""
    : `  ${Duration.format(Duration.seconds(Math.round(left * seconds() / tally.total)))} left`
}

/** Controls come after the observations, and have nothing to count but themselves. */
const controls = ({ progress: { controls: { done, total } } }: View) =>
  total === 0 ? "" : `  controls ${done}/${total}`

const beginning = ({ generations, progress: { reread } }: View): string =>
  reread.total === 0
    ? `waiting for the server; ${generations()}`
    : `reading records again: ${reread.done} of ${reread.total}`

const state = (view: View): string =>
  view.progress.total === 0
    ? beginning(view)
    : `${done(view.progress)}/${view.progress.total}  ${counts(view)}${
      controls(view)
    }  ${view.generations()}${timeLeft(view)}`

/** The same for programs. */
const facts = ({ label, progress, seconds, verdictName }: View) => {
  const { controls, reread, resumed, tally, total } = progress
  return {
    task: label,
    done: done(progress),
    total,
    resumed,
    correct: tally.correct,
    ...(verdictName === null ? {} : { [verdictName]: tally.verdict }),
    mismatch: tally.mismatch,
    error: tally.error,
    ...(reread.total === 0 ? {} : { reread }),
    ...(controls.total === 0 ? {} : { controls }),
    seconds: Math.round(seconds())
  }
}

/** Shows the progress of a run until the scope closes. */
export const showProgress = Effect.fnUntraced(function*(
  label: string,
  verdictName: VerdictName,
  progress: RunProgress
) {
  const counters = yield* GenerationCounters
  const before = counters.counts()
  const clock = yield* Effect.clock
  const started = clock.unsafeCurrentTimeMillis()
  const { endpoints } = yield* InFlight
  const seconds = () => Math.max(0.001, (clock.unsafeCurrentTimeMillis() - started) / 1000)
  const generations = () => {
    const { cached, coalesced, requested } = counters.counts()
    const rate = Math.round((requested - before.requested) / seconds())
    const waiting = showWaiting(endpoints(), clock.unsafeCurrentTimeMillis())
    const again = cached + coalesced - before.cached - before.coalesced
    return `${rate} generations/s, ${again} cached${waiting === "" ? "" : `; ${waiting}`}`
  }
  const view: View = { label, verdictName, progress, generations, seconds }
  yield* showTicking({
    bar: () => `${view.label} ${barOf(share(view))} ${state(view)}`,
    line: () => ({ text: `${view.label}: ${state(view)}`, facts: facts(view) }),
    isKept: true
  })
})
