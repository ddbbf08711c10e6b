/**
 * How far a sweep is: all of it, and the cells that are being asked.
 */
import { Duration, Effect } from "effect"
import type { GenerationCounts } from "../../src/inference/GenerationCounters.ts"
import type { EndpointStatus } from "../../src/inference/InFlight.ts"
import type { CellProgress } from "../../src/sweep/CellProgress.ts"
import { barOf } from "./bar.ts"
import { showTicking } from "./ticking.ts"
import { showWaiting } from "./waiting.ts"

/** What is asked, of one endpoint set. */
interface Servers {
  readonly counts: () => GenerationCounts
  readonly endpoints: () => readonly EndpointStatus[]
}

/** A sweep as it is now. */
export interface SweepProgress {
  readonly cells: readonly CellProgress[]
  /** Those of the endpoint sets that are set up. */
  readonly servers: Servers[]
}

const done = ({ run: { resumed, tally } }: CellProgress) => resumed + tally.total

const sum = <A>(items: readonly A[], of: (item: A) => number) =>
  items.reduce((all, item) => all + of(item), 0)

/** The sums over all cells. */
const totals = ({ cells, servers }: SweepProgress) => {
  const counts = servers.map(({ counts }) => counts())
  return {
    cells: cells.length,
    finished: cells.filter(({ state }) => state === "finished").length,
    stopped: cells.filter(({ state }) => state === "stopped").length,
    done: sum(cells, done),
    total: sum(cells, ({ run }) => run.total),
    asked: sum(cells, ({ run }) => run.tally.total),
    mismatch: sum(cells, ({ run }) => run.tally.mismatch),
    error: sum(cells, ({ run }) => run.tally.error),
    controls: sum(cells, ({ run }) => run.controls.done),
    sent: sum(counts, ({ sent }) => sent),
    shared: sum(counts, ({ cached, coalesced }) => cached + coalesced)
  }
}

type Totals = ReturnType<typeof totals>

const timeLeft = ({ asked, done, total }: Totals, seconds: number): string =>
  asked === 0 || done === total
    ? ""
    : `  ${Duration.format(Duration.seconds(Math.round((total - done) * seconds / asked)))} left`

const summary = (progress: SweepProgress, seconds: number, now: number): string => {
  const all = totals(progress)
  const waiting = showWaiting(progress.servers.flatMap(({ endpoints }) => endpoints()), now)
  return `${all.done}/${all.total}  ${all.finished} of ${all.cells} cells finished${
    all.stopped === 0 ? "" : `, ${all.stopped} stopped`
  }  mismatch ${all.mismatch}  error ${all.error}${all.controls === 0 ? "" : `  controls ${all.controls}`}  ${
    Math.round(all.sent / seconds)
  } generations/s, ${all.shared} shared or cached${timeLeft(all, seconds)}${
    waiting === "" ? "" : `; ${waiting}`
  }`
}

const shareOf = (one: CellProgress) => one.run.total === 0 ? 0 : done(one) / one.run.total

const cellLine = (one: CellProgress, width: number): string => {
  const { run: { controls, tally, total }, verdictName } = one
  return `  ${one.cell.label.padEnd(width)} ${barOf(shareOf(one))} ${
    done(one)
  }/${total}  correct ${tally.correct}`
    + (verdictName === null ? "" : `  ${verdictName} ${tally.verdict}`)
    + (controls.total === 0 ? "" : `  controls ${controls.done}/${controls.total}`)
}

/** The cells nearest to their ends, as far as there are lines for them. */
const runningCells = ({ cells }: SweepProgress, lines: number): readonly string[] => {
  const running = cells.filter(({ state }) => state === "running")
    .toSorted((one, other) => shareOf(other) - shareOf(one))
  const shown = running.slice(0, lines)
  const width = Math.max(0, ...shown.map(({ cell }) => cell.label.length))
  const more = running.length - shown.length
  return [
    ...shown.map((one) => cellLine(one, width)),
    ...(more === 0 ? [] : [`  and ${more} more cells`])
  ]
}

/** More lines than these are no help. */
const mostLines = 12
/** A log names the cells in one line. */
const namedInLog = 4

const inLog = (progress: SweepProgress): string => {
  const running = progress.cells.filter(({ state }) => state === "running")
  const shown = running.slice(0, namedInLog).map((one) => `${one.cell.label} ${done(one)}/${one.run.total}`)
  const more = running.length - shown.length
  return running.length === 0 ? "" : `; ${shown.join(", ")}${more === 0 ? "" : `, and ${more} more cells`}`
}

/** Shows the progress of a sweep until the scope closes. */
export const showSweepProgress = Effect.fnUntraced(function*(progress: SweepProgress) {
  const clock = yield* Effect.clock
  const started = clock.unsafeCurrentTimeMillis()
  const now = () => clock.unsafeCurrentTimeMillis()
  const seconds = () => Math.max(0.001, (now() - started) / 1000)
  const text = () => summary(progress, seconds(), now())
  yield* showTicking({
    bar: () => {
      const { done, total } = totals(progress)
      const lines = Math.min(mostLines, (process.stderr.rows ?? 24) - 4)
      return [`sweep ${barOf(total === 0 ? 0 : done / total)} ${text()}`, ...runningCells(progress, lines)]
        .join("\n")
    },
    line: () => ({
      text: `sweep: ${text()}${inLog(progress)}`,
      facts: { ...totals(progress), seconds: Math.round(seconds()) }
    }),
    isKept: true
  })
})
