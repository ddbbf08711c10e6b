/**
 * One file of a data set of the Hub, from the shared cache or downloaded into it.
 */
import { Effect } from "effect"
import { mkdir, rename, stat } from "node:fs/promises"
import { dirname } from "node:path"
import { DatasetError } from "../../../src/storage/Datasets.ts"
import { blobPath, exists, linkSnapshot, snapshotPath } from "../../hub/cache.ts"
import { credentials, openFile } from "../../hub/client.ts"
import type { Hub } from "../../hub/Hub.ts"
import { offline } from "../../hub/HubError.ts"
import { unavailable, unreadable } from "../problem.ts"
import { Interrupted, withRetries } from "../transfer/Interrupted.ts"
import { digestOfFile, type FileDigest, isGenuine, receive } from "../transfer/receive.ts"
import type { Transfers } from "../transfer/Transfers.ts"
import { datasetRepository } from "./client.ts"
import { datasetError, interruption } from "./failures.ts"

/** A file of one commit; its size and digest where they are known beforehand. */
export interface HubFile {
  readonly repo: string
  readonly revision: string
  readonly path: string
  readonly size?: number | undefined
  readonly sha256?: string | undefined
}

/** A file on this machine. */
export interface FetchedFile {
  readonly path: string
  readonly local: string
  readonly size: number
  readonly sha256: string
}

const wrong = (file: HubFile, what: string) =>
  unavailable(`${file.path} of ${file.repo} is not the file that was expected: ${what}`)

const missing = (hub: Hub, file: HubFile) =>
  new DatasetError({
    reason: "Missing",
    message: `${hub.endpoint} has no file ${file.path} of ${file.repo}`
  })

/** What the Hub says of a file, which must agree with what is known. */
const describe = async (hub: Hub, file: HubFile, signal: AbortSignal) => {
  const { pathsInfo } = await import("@huggingface/hub")
  const [info] = await pathsInfo({
    ...credentials(hub, signal),
    repo: datasetRepository(file.repo),
    paths: [file.path],
    revision: file.revision
  })
  const etag = info?.lfs?.oid ?? info?.oid
  if (info === undefined || etag === undefined) throw missing(hub, file)
  const digest: FileDigest = { algorithm: info.lfs === undefined ? "git" : "sha256", hex: etag }
  if (file.size !== undefined && file.size !== info.size) {
    throw wrong(file, `it has ${info.size} bytes, not ${file.size}`)
  }
  if (file.sha256 !== undefined && info.lfs !== undefined && file.sha256 !== etag) {
    throw wrong(file, `its SHA-256 is ${etag}, not ${file.sha256}`)
  }
  return { size: info.size, etag, digest }
}

const bytesOf = async (hub: Hub, file: HubFile, size: number, signal: AbortSignal) => {
  const blob = await openFile(
    credentials(hub, signal),
    datasetRepository(file.repo),
    file.revision,
    file.path
  )
  if (blob === null) throw missing(hub, file)
  if (blob.size !== size) throw wrong(file, `${blob.size} bytes are offered, not ${size}`)
  return blob
}

/** One attempt to bring a file into the cache. */
const download = async (
  hub: Hub,
  file: HubFile,
  transfers: Transfers,
  signal: AbortSignal
): Promise<void> => {
  const repository = datasetRepository(file.repo)
  const { digest, etag, size } = await describe(hub, file, signal)
  const blob = blobPath(hub, repository, etag)
  if (!await exists(blob)) {
    const part = `${blob}.incomplete`
    const transfer = { what: `${file.repo} ${file.path}`, done: 0, total: size }
    transfers.current = transfer
    await mkdir(dirname(blob), { recursive: true })
    const before = await receive(part, transfer, async (offset) => {
      const whole = await bytesOf(hub, file, size, signal)
      return { offset, bytes: whole.slice(offset, size).stream() as unknown as AsyncIterable<Uint8Array> }
    })
    if (!await isGenuine(part, size, digest)) {
      throw new Interrupted({
        // What was added to an older piece may fit when it is fetched as a whole.
        isTransient: before > 0 || transfer.done < size,
        problem: wrong(file, `what arrived has another size or checksum than the Hub states (${etag})`)
      })
    }
    await rename(part, blob)
  }
  await linkSnapshot(snapshotPath(hub, repository, file.revision, file.path), blob)
}

/** Fetches a file that is not in the cache yet, and checks it where its digest is known. */
export const fetchFile = Effect.fnUntraced(function*(
  hub: Hub,
  file: HubFile,
  transfers: Transfers
): Effect.fn.Return<FetchedFile, DatasetError> {
  const repository = datasetRepository(file.repo)
  const local = snapshotPath(hub, repository, file.revision, file.path)
  if (!(yield* Effect.promise(() => exists(local)))) {
    if (hub.isOffline) return yield* datasetError(offline(`${file.path} of ${file.repo}`))
    yield* Effect.tryPromise({
      try: (signal) => download(hub, file, transfers, signal),
      catch: interruption(hub, repository, file.path)
    }).pipe(withRetries(hub.firstDelay))
  }
  const sha256 = yield* Effect.promise(() => digestOfFile(local, "sha256"))
  if (file.sha256 !== undefined && sha256 !== file.sha256) {
    return yield* unreadable(
      local,
      `its SHA-256 is ${sha256}, not ${file.sha256}; delete it, and download it again`
    )
  }
  const { size } = yield* Effect.promise(() => stat(local))
  return { path: file.path, local, size, sha256 }
})
