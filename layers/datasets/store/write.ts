/**
 * Files that are there as a whole or not at all: written beside their place, put on the disk, and then renamed.
 */
import { createHash } from "node:crypto"
import { type FileHandle, open, rename, rm } from "node:fs/promises"
import { join } from "node:path"
import type { StoredSplit } from "./Manifest.ts"

/** Writes a file by a function that fills it; a failure leaves nothing behind. */
export const writeWhole = async (path: string, fill: (file: FileHandle) => Promise<void>): Promise<void> => {
  const part = `${path}.part`
  try {
    const file = await open(part, "w")
    try {
      await fill(file)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

const bufferSize = 2 ** 20

/** The rows of a split, one JSON object a line, with the offset of each line in an index of 64-bit floats. */
export const writeSplit = async (
  folder: string,
  split: string,
  rows: AsyncIterable<object>
): Promise<StoredSplit> => {
  const [file, index] = [`${split}.jsonl`, `${split}.index`]
  const hash = createHash("sha256")
  const offsets = [0]
  let bytes = 0
  await writeWhole(join(folder, file), async (handle) => {
    let lines: Buffer[] = []
    let waiting = 0
    const flush = async () => {
      const block = Buffer.concat(lines)
      ;[lines, waiting] = [[], 0]
      hash.update(block)
      await handle.appendFile(block)
    }
    for await (const row of rows) {
      const line = Buffer.from(`${JSON.stringify(row)}\n`)
      lines.push(line)
      waiting += line.length
      bytes += line.length
      offsets.push(bytes)
      if (waiting >= bufferSize) await flush()
    }
    await flush()
  })
  await writeWhole(
    join(folder, index),
    (handle) => handle.writeFile(new Uint8Array(Float64Array.from(offsets).buffer))
  )
  return { file, index, rows: offsets.length - 1, bytes, sha256: hash.digest("hex") }
}
