/**
 * What is shown while something goes on: a bar on a terminal, otherwise a line every 30 s, always on stderr and at a
 * fixed rate, never by event.
 */
import { Duration, Effect, Schedule, type Scope } from "effect"
import { isQuiet } from "./quiet.ts"
import { canShowStatus, clearStatus, keepStatus, showStatus } from "./statusLine.ts"

const barRate = Duration.millis(200)
const lineRate = Duration.seconds(30)

/** How something that goes on is shown; null while there is nothing to show. */
export interface Ticking {
  /** The status line of a terminal. */
  readonly bar: () => string | null
  /** A line of the log, and its facts for programs that read it. */
  readonly line: () => { readonly text: string; readonly facts: { readonly [fact: string]: unknown } } | null
  /** Whether the last state stays when it is over. */
  readonly isKept: boolean
}

/** What is shown now, the latest last. */
const shown: Ticking[] = []

/** There is one line: the latest that has something to show has it. */
const isOnTop = (ticking: Ticking): boolean => shown.findLast(({ bar }) => bar() !== null) === ticking

const enter = (ticking: Ticking) =>
  Effect.acquireRelease(
    Effect.sync(() => shown.push(ticking)),
    () => Effect.sync(() => shown.splice(shown.indexOf(ticking), 1))
  )

/** Shows something until the scope closes; nothing where all is quiet. */
export const showTicking = (ticking: Ticking): Effect.Effect<void, never, Scope.Scope> =>
  Effect.unlessEffect(showing(ticking), isQuiet)

const showing = (ticking: Ticking): Effect.Effect<void, never, Scope.Scope> => {
  const { bar, isKept, line } = ticking
  if (canShowStatus()) {
    const show = Effect.sync(() => {
      const text = isOnTop(ticking) ? bar() : null
      if (text !== null) showStatus(text)
    })
    const end = isKept ? Effect.zipRight(show, Effect.sync(keepStatus)) : Effect.sync(clearStatus)
    return enter(ticking).pipe(
      Effect.zipRight(Effect.addFinalizer(() => end)),
      Effect.zipRight(Effect.forkScoped(Effect.repeat(show, Schedule.fixed(barRate))))
    )
  }
  const log = Effect.suspend(() => {
    const now = isOnTop(ticking) ? line() : null
    return now === null ? Effect.void : Effect.annotateLogs(Effect.logInfo(now.text), now.facts)
  })
  return enter(ticking).pipe(
    Effect.zipRight(isKept ? Effect.addFinalizer(() => log) : Effect.void),
    Effect.zipRight(Effect.forkScoped(Effect.delay(Effect.repeat(log, Schedule.fixed(lineRate)), lineRate)))
  )
}
