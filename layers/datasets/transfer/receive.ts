/**
 * Receives a file beside its place, going on where an earlier attempt stopped.
 */
import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { open, rm, stat } from "node:fs/promises"
import { pipeline } from "node:stream/promises"
import type { Transfer } from "./Transfers.ts"

/** The bytes of a file from an offset on: the one that was asked for, or 0 from a server that knows no ranges. */
export interface Arriving {
  readonly offset: number
  readonly bytes: AsyncIterable<Uint8Array>
}

const sizeOf = (path: string): Promise<number> => stat(path).then(({ size }) => size, () => 0)

/** Fetches what is missing of a file. Returns how much was there before. */
export const receive = async (
  part: string,
  transfer: Transfer,
  from: (offset: number) => Promise<Arriving>
): Promise<number> => {
  const here = await sizeOf(part)
  const before = transfer.total > 0 && here > transfer.total ? 0 : here
  transfer.done = before
  if (before > 0 && before === transfer.total) return before
  const { bytes, offset } = await from(before)
  transfer.done = offset
  const file = await open(part, offset === 0 ? "w" : "a")
  try {
    for await (const block of bytes) {
      await file.appendFile(block)
      transfer.done += block.length
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return offset
}

/** A digest by which a file is known: SHA-256, or the SHA-1 that git gives to what it stores itself. */
export interface FileDigest {
  readonly algorithm: "sha256" | "git"
  readonly hex: string
}

/** The digest of a file. */
export const digestOfFile = async (path: string, algorithm: FileDigest["algorithm"]): Promise<string> => {
  const hash = createHash(algorithm === "git" ? "sha1" : "sha256")
  if (algorithm === "git") hash.update(`blob ${await sizeOf(path)}\0`)
  await pipeline(createReadStream(path), hash)
  return hash.digest("hex")
}

/** Whether a file that was received is the one that was meant; if not, it is deleted. */
export const isGenuine = async (part: string, size: number, digest: FileDigest | null): Promise<boolean> => {
  const isWhole = size === await sizeOf(part)
  if (isWhole && (digest === null || digest.hex === await digestOfFile(part, digest.algorithm))) return true
  await rm(part, { force: true })
  return false
}
