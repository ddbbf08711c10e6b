/**
 * How far a run is: a bar on a terminal, a line every 30 s otherwise, always on stderr and at a fixed rate.
 */
import { SingleBar } from "cli-progress"
import { Duration, Effect, Schedule } from "effect"
import type { RunProgress } from "../../src/experiment/RunProgress.ts"
import { GenerationCounters } from "../../src/inference/GenerationCounters.ts"
import type { VerdictName } from "../../src/task/Task.ts"

const barRate = Duration.millis(200)
const lineRate = Duration.seconds(30)

interface View {
  readonly label: string
  readonly verdictName: VerdictName
  readonly progress: RunProgress
  /** Generations per second, and how many came from the cache. */
  readonly generations: () => string
}

const done = ({ resumed, tally }: RunProgress) => resumed + tally.total

const counts = ({ progress: { tally }, verdictName }: View) =>
  `correct ${tally.correct}`
  + (verdictName === null ? "" : `  ${verdictName} ${tally.verdict}`)
  + `  mismatch ${tally.mismatch}  error ${tally.error}`

const withBar = (view: View) =>
  Effect.gen(function*() {
    const { progress } = view
    const bar = yield* Effect.acquireRelease(
      Effect.sync(() =>
        new SingleBar({
          stream: process.stderr,
          format: "{label} {bar} {value}/{total}  {counts}  {generations}  {eta_formatted} left",
          hideCursor: true,
          barsize: 20,
          etaBuffer: 200
        })
      ),
      (shown) =>
        Effect.sync(() => {
          shown.update(done(progress), { counts: counts(view), generations: view.generations() })
          shown.stop()
        })
    )
    const start = { label: view.label, counts: counts(view), generations: view.generations() }
    bar.start(progress.total, done(progress), start)
    const update = Effect.sync(() => {
      bar.setTotal(progress.total)
      bar.update(done(progress), { counts: counts(view), generations: view.generations() })
    })
    yield* Effect.forkScoped(Effect.repeat(update, Schedule.fixed(barRate)))
  })

const withLines = (view: View) => {
  const line = Effect.sync(() => {
    const { progress } = view
    const state = progress.total === 0
      ? "waiting for the server"
      : `${done(progress)}/${progress.total}  ${counts(view)}  ${view.generations()}`
    process.stderr.write(`${view.label}: ${state}\n`)
  })
  return Effect.forkScoped(Effect.delay(Effect.repeat(line, Schedule.fixed(lineRate)), lineRate))
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
  const generations = () => {
    const { cached, coalesced, requested } = counters.counts()
    const seconds = Math.max(0.001, (clock.unsafeCurrentTimeMillis() - started) / 1000)
    const rate = Math.round((requested - before.requested) / seconds)
    return `${rate} generations/s, ${cached + coalesced - before.cached - before.coalesced} not asked again`
  }
  const view: View = { label, verdictName, progress, generations }
  yield* process.stderr.isTTY ? withBar(view) : withLines(view)
})
