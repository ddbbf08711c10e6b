/**
 * A crew that several experiments share: the lists take turns, item by item, so that the servers stay busy through the
 * end of each list, and no list waits for the end of another.
 */
import { type Cause, Deferred, Effect, Exit, FiberSet, type Scope } from "effect"
import { InFlight } from "../../inference/InFlight.ts"
import type { Crew, WorkList } from "./workThrough.ts"

/** A list that is being worked through. */
interface Member {
  /** Begins its next item; false when it has none. */
  readonly begin: () => boolean
}

/** Whose turn it is. */
const makeTurns = (room: () => number) => {
  const members: Member[] = []
  let open = 0

  /** Opens as many items as the servers have room for. */
  const deal = () => {
    while (open < room()) {
      const next = members.shift()
      if (next === undefined) return
      if (!next.begin()) continue
      open++
      members.push(next)
    }
  }

  return {
    deal,
    join: (member: Member) => {
      members.push(member)
      deal()
    },
    ended: () => {
      open--
      deal()
    }
  }
}

type Turns = ReturnType<typeof makeTurns>

/** One list from its first item to its end. */
const workAmong = Effect.fnUntraced(function*<A, E, R>({ each, items }: WorkList<A, E, R>, turns: Turns) {
  const run = yield* FiberSet.makeRuntime<R>()
  const ended = yield* Deferred.make<void, E>()
  const left = items[Symbol.iterator]()
  let open = 0
  let isStopping = false
  let failure: Cause.Cause<E> | null = null

  const settle = () => {
    if (!isStopping || open > 0) return
    Deferred.unsafeDone(ended, failure === null ? Exit.void : Exit.failCause(failure))
  }

  const note = (exit: Exit.Exit<boolean, E>) => {
    open--
    if (Exit.isFailure(exit)) failure ??= exit.cause
    if (Exit.isFailure(exit) || !exit.value) isStopping = true
    settle()
    turns.ended()
  }

  const begin = () => {
    const next = isStopping ? { done: true as const } : left.next()
    if (next.done === true) {
      isStopping = true
      settle()
      return false
    }
    open++
    // Not at once: what needs no waiting would otherwise be done in here, one within the other.
    run(each(next.value), { immediate: false }).addObserver(note)
    return true
  }

  yield* Effect.addFinalizer(() =>
    Effect.sync(() => {
      isStopping = true
    })
  )
  turns.join({ begin })
  yield* Deferred.await(ended)
}, Effect.scoped)

/**
 * Makes the crew of one pipeline, until the scope closes.
 *
 * Items are open while the servers have room, those of all lists together. When one list fails, its items in flight may
 * end, none begins, and the other lists go on.
 */
export const makeSharedCrew: Effect.Effect<Crew, never, InFlight | Scope.Scope> = Effect.gen(function*() {
  const { moreRoom, room } = yield* InFlight
  const turns = makeTurns(room)
  yield* Effect.forkScoped(Effect.forever(Effect.zipRight(moreRoom, Effect.sync(turns.deal))))
  return { workThrough: (list) => workAmong(list, turns) }
})
