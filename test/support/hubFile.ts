/**
 * A file of the fake Hub as it is sent: the range that was asked for, and what a test lets go wrong with it.
 */
import { createHash } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"

/** What goes wrong with the next requests. */
export interface Fault {
  /** Which requests; default all. */
  readonly path?: RegExp
  /** How many of them; default all. */
  times?: number
  readonly status?: number
  readonly html?: boolean
  /** Hangs up after so many bytes of a file. */
  readonly cutAfter?: number
  /** Sends so many bytes of a file, and then nothing more. */
  readonly stallAfter?: number
  /** Changes what is sent of a file, but not what is said of it. */
  readonly corrupt?: boolean
  /** Answers the whole file, whatever range was asked for. */
  readonly ignoresRanges?: boolean
}

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex")

/** Sends a file, or the range of its bytes that was asked for. */
export const sendFile = (
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Uint8Array,
  fault: Fault | undefined
): void => {
  const content = fault?.corrupt === true
    ? Uint8Array.from(bytes, (byte, i) => i === 20 ? byte ^ 1 : byte)
    : bytes
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "") ?? []
  const isRange = from !== undefined && fault?.ignoresRanges !== true
  const [start, end] = isRange
    ? [Number(from), Math.min(to === "" ? Infinity : Number(to), content.length - 1)]
    : [0, content.length - 1]
  const body = content.subarray(start, end + 1)
  response.writeHead(isRange ? 206 : 200, {
    "content-type": "application/octet-stream",
    "content-length": body.length,
    etag: `"${sha256(bytes)}"`,
    ...(isRange ? { "content-range": `bytes ${start}-${end}/${content.length}` } : {})
  })
  const limit = fault?.cutAfter ?? fault?.stallAfter
  if (limit === undefined || body.length === 1) {
    response.end(body)
    return
  }
  response.write(body.subarray(0, limit), () => {
    // A reset that overtakes the bytes would take them away from the reader.
    if (fault?.cutAfter !== undefined) setTimeout(() => response.socket?.destroy(), 30)
  })
}
