/**
 * How far a download is: a bar on a terminal, otherwise a line every 30 s, always on stderr and at a fixed rate.
 */
import { Duration, Effect, Schedule, type Scope } from "effect"
import type { Transfers } from "../../layers/datasets/transfer/Transfers.ts"
import { barOf } from "./bar.ts"
import { clearStatus, showStatus, writeMessage } from "./statusLine.ts"

const barRate = Duration.millis(200)
const lineRate = Duration.seconds(30)

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1)

const amountOf = (done: number, total: number): string =>
  total === 0 ? `${megabytes(done)} MB` : `${megabytes(done)} of ${megabytes(total)} MB`

/** Shows what is being fetched until the scope closes. */
export const showTransfers = (transfers: Transfers): Effect.Effect<void, never, Scope.Scope> => {
  const view = (show: (text: string) => void, hasBar: boolean) =>
    Effect.sync(() => {
      if (transfers.current === null) return
      const { done, total, what } = transfers.current
      show(`${what} ${hasBar ? `${barOf(total === 0 ? 0 : done / total)} ` : ""}${amountOf(done, total)}`)
    })
  return process.stderr.isTTY
    ? Effect.zipRight(
      Effect.addFinalizer(() => Effect.sync(clearStatus)),
      Effect.forkScoped(Effect.repeat(view(showStatus, true), Schedule.fixed(barRate)))
    )
    : Effect.asVoid(
      Effect.forkScoped(
        Effect.delay(Effect.repeat(view(writeMessage, false), Schedule.fixed(lineRate)), lineRate)
      )
    )
}
