/**
 * How far a download is.
 */
import type { Effect, Scope } from "effect"
import type { Transfers } from "../../layers/datasets/transfer/Transfers.ts"
import { barOf } from "./bar.ts"
import { showTicking } from "./ticking.ts"

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1)

const amountOf = (done: number, total: number): string =>
  total === 0 ? `${megabytes(done)} MB` : `${megabytes(done)} of ${megabytes(total)} MB`

/** Shows what is being fetched until the scope closes. */
export const showTransfers = (transfers: Transfers): Effect.Effect<void, never, Scope.Scope> =>
  showTicking({
    bar: () => {
      if (transfers.current === null) return null
      const { done, total, what } = transfers.current
      return `${what} ${barOf(total === 0 ? 0 : done / total)} ${amountOf(done, total)}`
    },
    line: () => {
      if (transfers.current === null) return null
      const { done, total, what } = transfers.current
      return { text: `${what} ${amountOf(done, total)}`, facts: { done, total } }
    },
    isKept: false
  })
