/**
 * Rows of a stored split by their number, read from the disk when they are asked for.
 */
import { Effect, type Scope } from "effect"
import { createHash } from "node:crypto"
import { type FileHandle, open, readFile } from "node:fs/promises"
import { join } from "node:path"
import type { TableRow } from "../../../src/domain/mappedRow.ts"
import type { DatasetError } from "../../../src/storage/Datasets.ts"
import { attempt, readProblem, unreadable } from "../problem.ts"
import type { StoredSplit } from "./Manifest.ts"

/** A stored split. */
export interface Rows {
  readonly size: number
  /** The row from 0 to size − 1, without `idx`. */
  readonly row: (number: number) => Effect.Effect<TableRow, DatasetError>
}

const damaged = (path: string) =>
  unreadable(path, "it is not what was downloaded; delete its folder, and download it again")

const digestOf = async (file: FileHandle) => {
  const hash = createHash("sha256")
  const block = Buffer.allocUnsafe(2 ** 20)
  let position = 0
  for (;;) {
    const { bytesRead } = await file.read(block, 0, block.length, position)
    if (bytesRead === 0) return hash.digest("hex")
    hash.update(block.subarray(0, bytesRead))
    position += bytesRead
  }
}

const readOffsets = async (path: string, { bytes, rows }: StoredSplit) => {
  const content = await readFile(path)
  if (content.length !== (rows + 1) * Float64Array.BYTES_PER_ELEMENT) throw damaged(path)
  const offsets = new Float64Array(Uint8Array.from(content).buffer)
  if (offsets.at(-1) !== bytes) throw damaged(path)
  return offsets
}

/** Opens a split and checks that it is what was downloaded; closed with the scope. */
export const openSplit = Effect.fnUntraced(function*(
  folder: string,
  stored: StoredSplit
): Effect.fn.Return<Rows, DatasetError, Scope.Scope> {
  const path = join(folder, stored.file)
  const explain = readProblem(path)
  const file = yield* Effect.acquireRelease(
    attempt(() => open(path), explain),
    (handle) => Effect.promise(() => handle.close())
  )
  const { size } = yield* attempt(() => file.stat(), explain)
  if (size !== stored.bytes) return yield* damaged(path)
  if ((yield* attempt(() => digestOf(file), explain)) !== stored.sha256) return yield* damaged(path)
  const index = join(folder, stored.index)
  const offsets = yield* attempt(() => readOffsets(index, stored), readProblem(index))
  const readRow = async (number: number) => {
    const [start, end] = [offsets[number]!, offsets[number + 1]!]
    const bytes = Buffer.allocUnsafe(end - start)
    await file.read(bytes, 0, bytes.length, start)
    return JSON.parse(bytes.toString("utf8")) as TableRow
  }
  return { size: stored.rows, row: (number) => attempt(() => readRow(number), explain) }
})
