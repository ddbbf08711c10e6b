/**
 * How far long work on a cache, or on an experiment's records, is.
 */
import { Effect } from "effect"
import type { Showing, Tell } from "../../src/storage/Tell.ts"
import { barOf } from "./bar.ts"
import { showTicking } from "./ticking.ts"

interface State {
  readonly what: string
  readonly done: number
  readonly total: number | null
}

/** The state in words; work that tells no numbers has only its name. */
export const workText = ({ done, total, what }: State): string => {
  if (total !== null) return `${what} ${done} of ${total}`
  return done === 0 ? what : `${what} ${done}`
}

const workBar = ({ done, total, what }: State): string =>
  total === null || total === 0
    ? workText({ what, done, total })
    : `${what} ${barOf(done / total)} ${done} of ${total}`

/** Shows what is told until the scope closes; `doing` says in a word what the work is. */
export const showWork = (doing: string): Showing =>
  Effect.suspend(() => {
    let state: State | null = null
    const tell: Tell = (what, done, total) => {
      state = { what: `${doing}: ${what}`, done, total }
    }
    return Effect.as(
      showTicking({
        bar: () => state === null ? null : workBar(state),
        line: () =>
          state === null
            ? null
            : { text: workText(state), facts: { done: state.done, total: state.total } },
        isKept: false
      }),
      tell
    )
  })
