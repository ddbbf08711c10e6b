/**
 * A look at a server's own queue from time to time, while requests are in flight.
 */
import { Duration, Effect, Option } from "effect"
import type { LoadReader, ServerLoad } from "./ServerLoad.ts"

const interval = Duration.seconds(5)

/** What is watched, and who is told. */
export interface QueueWatch {
  readonly load: LoadReader
  /** Whether any request is in flight. */
  readonly isBusy: () => boolean
  readonly onLoad: (load: ServerLoad) => void
}

/** Looks until the server turns out to tell nothing. That it cannot be asked now is no error. */
export const watchQueue = ({ isBusy, load, onLoad }: QueueWatch): Effect.Effect<void> =>
  Effect.gen(function*() {
    const ask = Effect.option(Effect.timeout(yield* load, interval))
    while (true) {
      yield* Effect.sleep(interval)
      const answer = isBusy() ? yield* ask : Option.none()
      if (Option.isNone(answer)) continue
      if (answer.value === null) return
      onLoad(answer.value)
    }
  }).pipe(Effect.scoped, Effect.ignore)
