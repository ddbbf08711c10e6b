/**
 * One file of any web site, from the first of several addresses that has it.
 */
import { Effect } from "effect"
import { mkdir, rename, stat } from "node:fs/promises"
import { dirname } from "node:path"
import { DatasetError } from "../../../src/storage/Datasets.ts"
import { exists } from "../../hub/cache.ts"
import type { Hub } from "../../hub/Hub.ts"
import { offline } from "../../hub/HubError.ts"
import { datasetError } from "../hub/failures.ts"
import { attempt, isWriteProblem, messageOf, readProblem, unavailable, writeProblem } from "../problem.ts"
import { Interrupted, withRetries } from "./Interrupted.ts"
import { type Arriving, digestOfFile, isGenuine, receive } from "./receive.ts"
import type { Transfers } from "./Transfers.ts"

/** An address; size and digest where they are known beforehand. */
export interface UrlSource {
  readonly url: string
  readonly size?: number | undefined
  readonly sha256?: string | undefined
}

/** A file on this machine. */
export interface FetchedUrl {
  readonly url: string
  readonly size: number
  readonly sha256: string
}

const explain = (url: string, local: string) => (cause: unknown): Interrupted => {
  if (cause instanceof Interrupted) return cause
  if (cause instanceof DatasetError) return new Interrupted({ isTransient: false, problem: cause })
  return isWriteProblem(cause)
    ? new Interrupted({ isTransient: false, problem: writeProblem(local)(cause) })
    : new Interrupted({
      isTransient: true,
      problem: unavailable(
        `${url} cannot be reached, or hung up (${
          messageOf(cause instanceof Error && cause.cause !== undefined ? cause.cause : cause)
        })`
      )
    })
}

const refused = (url: string, status: number) =>
  new Interrupted({
    isTransient: status >= 500 || status === 408 || status === 429,
    problem: unavailable(`${url}: the server answered ${status}`)
  })

/** The size of the whole file, as an answer to a whole or a partial request states it. */
const statedSize = (reply: Response): number => {
  const range = reply.headers.get("content-range")?.split("/").at(-1)
  return Number(range ?? reply.headers.get("content-length") ?? 0) || 0
}

const download = async (
  hub: Hub,
  { sha256, size, url }: UrlSource,
  local: string,
  transfers: Transfers,
  signal: AbortSignal
) => {
  const part = `${local}.part`
  const transfer = { what: url, done: 0, total: size ?? 0 }
  transfers.current = transfer
  await mkdir(dirname(local), { recursive: true })
  const from = async (offset: number): Promise<Arriving> => {
    const reply = await hub.fetch(signal)(url, { headers: offset > 0 ? { range: `bytes=${offset}-` } : {} })
    // The part is longer than the file, so it is no part of this file.
    if (reply.status === 416 && offset > 0) return from(0)
    if (!reply.ok || reply.body === null) throw refused(url, reply.status)
    transfer.total = statedSize(reply)
    return {
      offset: reply.status === 206 ? offset : 0,
      bytes: reply.body as unknown as AsyncIterable<Uint8Array>
    }
  }
  const before = await receive(part, transfer, from)
  const digest = sha256 === undefined ? null : { algorithm: "sha256", hex: sha256 } as const
  const expected = size ?? (transfer.total || (await stat(part)).size)
  if (!await isGenuine(part, expected, digest)) {
    throw new Interrupted({
      isTransient: before > 0 || transfer.done < expected,
      problem: unavailable(`${url} is not the file that was expected: its size or checksum differs`)
    })
  }
  await rename(part, local)
}

const fetchFrom = (hub: Hub, source: UrlSource, local: string, transfers: Transfers) =>
  Effect.tryPromise({
    try: (signal) => download(hub, source, local, transfers, signal),
    catch: explain(source.url, local)
  }).pipe(withRetries(hub.firstDelay))

/** What is here, with the address that it came from: the one whose digest it has, else one whose digest is not known. */
const fetched = async (sources: readonly UrlSource[], local: string): Promise<FetchedUrl> => {
  const [{ size }, sha256] = [await stat(local), await digestOfFile(local, "sha256")]
  const source = sources.find((known) => known.sha256 === sha256)
    ?? sources.find((known) => known.sha256 === undefined)
  if (source === undefined) {
    throw unavailable(`${local} is not what was published; delete it, and download it again`)
  }
  return { url: source.url, size, sha256 }
}

/** Fetches a file unless it is there; fails with what went wrong at the last address when none has it. */
export const fetchUrl = Effect.fnUntraced(function*(
  hub: Hub,
  sources: readonly UrlSource[],
  local: string,
  transfers: Transfers
): Effect.fn.Return<FetchedUrl, DatasetError> {
  if (!(yield* Effect.promise(() => exists(local)))) {
    if (hub.isOffline) return yield* datasetError(offline(local))
    yield* Effect.firstSuccessOf(
      sources.map((source) =>
        Effect.tapError(fetchFrom(hub, source, local, transfers), ({ message }) => Effect.logWarning(message))
      )
    )
  }
  return yield* attempt(() => fetched(sources, local), readProblem(local))
})
