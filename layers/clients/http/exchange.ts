/**
 * One request and its whole reply over undici, as an effect.
 *
 * A handler of undici's events, without the promise, the stream and the abort signal that `request` makes for each
 * call: they cost more than the exchange itself.
 */
import { type Clock, Effect } from "effect"
import type { Dispatcher } from "undici"
import type { Restore } from "../../../src/inference/guarded.ts"

/** A reply, read to its end. */
export interface Reply {
  readonly status: number
  /** A header by its lower-case name; null when it is absent. */
  readonly header: (name: string) => string | null
  readonly text: string
  /** Milliseconds from sending to the reply's end. */
  readonly millis: number
}

type Headers = Parameters<NonNullable<Dispatcher.DispatchHandler["onResponseStart"]>>[2]

const abandoned = new Error("the request was interrupted")

/** UTF-8 without a byte order mark. */
const textOf = (chunks: readonly Buffer[]): string => {
  const text = (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString("utf8")
  return text.startsWith("\uFEFF") ? text.slice(1) : text
}

/** What becomes of the ends of a request. */
export interface Listener<E> {
  /** Told of each reply, whatever its status. */
  readonly onReply: () => void
  /** The error that stands for what undici or the socket threw. */
  readonly toError: (error: unknown) => E
}

/** How one request ended. */
type Outcome<E> = Effect.Effect<Reply, E>

/** Collects a reply, and hands it on when it is complete. */
class Exchange<E> implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | null = null
  private isOver = false
  private status = 0
  private headers: Headers = {}
  private readonly chunks: Buffer[] = []
  private readonly clock: Clock.Clock
  private readonly started: number
  private readonly listener: Listener<E>
  private readonly onEnd: (outcome: Outcome<E>) => void

  constructor(clock: Clock.Clock, listener: Listener<E>, onEnd: (outcome: Outcome<E>) => void) {
    this.clock = clock
    this.started = clock.unsafeCurrentTimeMillis()
    this.listener = listener
    this.onEnd = onEnd
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller
    if (this.isOver) controller.abort(abandoned)
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Headers): void {
    this.status = status
    this.headers = headers
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.chunks.push(chunk)
  }

  onResponseEnd(): void {
    this.isOver = true
    this.listener.onReply()
    const { chunks, clock, headers, started, status } = this
    const header = (name: string) => {
      const value = headers[name]
      return value === undefined ? null : Array.isArray(value) ? value.join(", ") : value
    }
    const millis = clock.unsafeCurrentTimeMillis() - started
    this.onEnd(Effect.succeed({ status, header, text: textOf(chunks), millis }))
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.isOver = true
    this.onEnd(Effect.fail(this.listener.toError(error)))
  }

  /** Nobody waits for the reply any more: what still waits for a connection is never sent. */
  abandon(): void {
    if (this.isOver) return
    this.isOver = true
    this.controller?.abort(abandoned)
  }
}

/** Sends one request; interruption, where `restore` allows it, aborts it on the wire. */
const exchangeInside = <E>(
  dispatcher: Dispatcher,
  clock: Clock.Clock,
  options: Dispatcher.DispatchOptions,
  listener: Listener<E>,
  restore: Restore
): Effect.Effect<Reply, E> => {
  let sent: Exchange<E> | null = null
  const reply = Effect.async<Reply, E>((resume) => {
    sent = new Exchange(clock, listener, resume)
    dispatcher.dispatch(options, sent)
  })
  return Effect.catchAllCause(restore(reply), (cause) => {
    sent?.abandon()
    return Effect.failCause(cause)
  })
}

/**
 * Sends one request; interruption aborts it on the wire.
 *
 * @param restore where the caller's region cannot be interrupted already
 */
export const exchange = <E>(
  dispatcher: Dispatcher,
  clock: Clock.Clock,
  options: Dispatcher.DispatchOptions,
  listener: Listener<E>,
  restore?: Restore
): Effect.Effect<Reply, E> =>
  restore === undefined
    ? Effect.uninterruptibleMask((opened) => exchangeInside(dispatcher, clock, options, listener, opened))
    : exchangeInside(dispatcher, clock, options, listener, restore)
