/**
 * Group commit: what is offered within a few milliseconds is written in one transaction.
 */
import { Effect, type Scope } from "effect"
import type { StorageError } from "../../src/storage/StorageError.ts"

export interface GroupWriter<A> {
  /** Hands an item to the writer; fails with the writer's last failure, if there was one. */
  readonly offer: (item: A) => Effect.Effect<void, StorageError>
  /** Returns when everything offered so far is written. */
  readonly flush: Effect.Effect<void, StorageError>
}

/** Half of the 50 ms within which an answer is promised to be on disk. */
const patience = "25 millis"

/**
 * Makes a writer of batches, each in the order of offering; the rest is written when the scope closes.
 *
 * A failed batch is kept and tried again with the next flush.
 */
export const makeGroupWriter = <A>(
  write: (batch: readonly A[]) => Effect.Effect<void, StorageError>
): Effect.Effect<GroupWriter<A>, never, Scope.Scope> =>
  Effect.gen(function*() {
    const isWriting = yield* Effect.makeSemaphore(1)
    const hasItems = yield* Effect.makeLatch(false)
    let pending: A[] = []
    let failure: StorageError | null = null

    const flush = isWriting.withPermits(1)(Effect.suspend(() => {
      const batch = pending
      pending = []
      if (batch.length === 0) return Effect.void
      return Effect.tapBoth(write(batch), {
        onSuccess: () =>
          Effect.sync(() => {
            failure = null
          }),
        onFailure: (error) =>
          Effect.sync(() => {
            failure = error
            pending = [...batch, ...pending]
          })
      })
    })).pipe(Effect.uninterruptible)

    const offer = (item: A) =>
      Effect.suspend(() => {
        pending.push(item)
        if (failure !== null) return Effect.fail(failure)
        return pending.length === 1 ? hasItems.open : Effect.void
      })

    const cycle = hasItems.await.pipe(
      Effect.zipRight(hasItems.close),
      Effect.zipRight(Effect.sleep(patience)),
      Effect.zipRight(Effect.ignore(flush))
    )
    yield* Effect.addFinalizer(() =>
      Effect.catchAll(flush, (error) => Effect.logError(`not everything could be stored: ${error.message}`))
    )
    yield* Effect.forkScoped(Effect.forever(cycle))
    return { offer, flush }
  })
