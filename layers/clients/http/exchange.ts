/**
 * One request and its whole reply over undici, as an effect.
 *
 * A handler of undici's events, without the promise, the stream and the abort signal that `request` makes for each
 * call: they cost more than the exchange itself.
 */
import { Effect } from "effect"
import type { Dispatcher } from "undici"

/** A reply, read to its end. */
export interface Reply {
  readonly status: number
  /** A header by its lower-case name; null when it is absent. */
  readonly header: (name: string) => string | null
  readonly text: string
}

type Headers = Parameters<NonNullable<Dispatcher.DispatchHandler["onResponseStart"]>>[2]

const abandoned = new Error("the request was interrupted")

/** UTF-8 without a byte order mark. */
const textOf = (chunks: readonly Buffer[]): string => {
  const text = (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString("utf8")
  return text.startsWith("\uFEFF") ? text.slice(1) : text
}

/** Collects a reply, and hands it on when it is complete. */
class Exchange implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | null = null
  private isAbandoned = false
  private status = 0
  private headers: Headers = {}
  private readonly chunks: Buffer[] = []
  private readonly onReply: (reply: Reply) => void
  private readonly onFailure: (error: unknown) => void

  constructor(onReply: (reply: Reply) => void, onFailure: (error: unknown) => void) {
    this.onReply = onReply
    this.onFailure = onFailure
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller
    if (this.isAbandoned) controller.abort(abandoned)
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Headers): void {
    this.status = status
    this.headers = headers
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.chunks.push(chunk)
  }

  onResponseEnd(): void {
    const { headers } = this
    const header = (name: string) => {
      const value = headers[name]
      return value === undefined ? null : Array.isArray(value) ? value.join(", ") : value
    }
    this.onReply({ status: this.status, header, text: textOf(this.chunks) })
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.onFailure(error)
  }

  /** Nobody waits for the reply any more: a request that waits for a connection is never sent on it. */
  abandon(): void {
    this.isAbandoned = true
    this.controller?.abort(abandoned)
  }
}

/** Sends one request; interruption aborts it on the wire. Fails with what undici or the socket threw. */
export const exchange = <E>(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  toError: (error: unknown) => E
): Effect.Effect<Reply, E> =>
  Effect.async((resume) => {
    const handler = new Exchange(
      (reply) => resume(Effect.succeed(reply)),
      (error) => resume(Effect.fail(toError(error)))
    )
    dispatcher.dispatch(options, handler)
    return Effect.sync(() => handler.abandon())
  })
