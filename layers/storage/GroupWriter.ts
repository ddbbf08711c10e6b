/**
 * Group commit: what is offered within one turn of the event loop, or while a batch is being written, is written in
 * one transaction.
 */
import { Effect, Exit, type Scope } from "effect"
import type { StorageError } from "../../src/storage/StorageError.ts"

export interface GroupWriter<in A, out B> {
  /** Writes an item, and returns what became of it once it is on disk; interrupted or not, it is written. */
  readonly write: (item: A) => Effect.Effect<B, StorageError>
}

interface Waiting<A, B> {
  readonly item: A
  readonly resume: (exit: Exit.Exit<B, StorageError>) => void
}

/** A turn of the event loop: replies that have arrived together are all read before it ends. */
const nextTurn = Effect.async<void>((resume) => {
  const handle = setImmediate(() => resume(Effect.void))
  return Effect.sync(() => clearImmediate(handle))
})

/**
 * Makes a writer of batches, each in the order of offering; what is left is written when the scope closes.
 *
 * Nobody waits for a clock: a busy process has large batches, and a slow disk has larger ones, since all that comes
 * during a commit is in the next. A batch that fails fails for everyone in it.
 *
 * @param writeBatch writes all or nothing, and gives one result for each item
 */
export const makeGroupWriter = <A, B>(
  writeBatch: (batch: readonly A[]) => Effect.Effect<readonly B[], StorageError>
): Effect.Effect<GroupWriter<A, B>, never, Scope.Scope> =>
  Effect.gen(function*() {
    const hasItems = yield* Effect.makeLatch(false)
    let waiting: Waiting<A, B>[] = []

    const writeWaiting = Effect.suspend(() => {
      const batch = waiting
      waiting = []
      hasItems.unsafeClose()
      if (batch.length === 0) return Effect.void
      return Effect.map(Effect.exit(writeBatch(batch.map(({ item }) => item))), (exit) => {
        for (const [i, { resume }] of batch.entries()) resume(Exit.map(exit, (results) => results[i]!))
      })
    }).pipe(Effect.uninterruptible)

    const write = (item: A): Effect.Effect<B, StorageError> =>
      Effect.async((resume) => {
        waiting.push({ item, resume })
        if (waiting.length === 1) hasItems.unsafeOpen()
      })

    yield* Effect.addFinalizer(() => writeWaiting)
    yield* hasItems.await.pipe(
      Effect.zipRight(nextTurn),
      Effect.zipRight(writeWaiting),
      Effect.forever,
      Effect.forkScoped
    )
    return { write }
  })
