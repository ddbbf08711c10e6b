/**
 * Parquet files, one row group at a time: a file is never in memory as a whole.
 */
import { type FileHandle, open } from "node:fs/promises"
import type { TableRow } from "../../../src/domain/mappedRow.ts"
import { messageOf, unreadable } from "../problem.ts"
import type { Table } from "./Table.ts"

const magic = "PAR1"

/** A page of a web site, or a file that ended early, is told from Parquet by its first and last bytes. */
const check = async (path: string, file: FileHandle, size: number): Promise<void> => {
  if (size === 0) throw unreadable(path, "the file is empty")
  const [head, tail] = [Buffer.alloc(magic.length), Buffer.alloc(magic.length)]
  await file.read(head, 0, magic.length, 0)
  await file.read(tail, 0, magic.length, Math.max(0, size - magic.length))
  if (head.toString("latin1") !== magic) {
    throw unreadable(path, `not a Parquet file: it begins with ${JSON.stringify(head.toString("latin1"))}`)
  }
  if (tail.toString("latin1") !== magic) throw unreadable(path, "a Parquet file that is cut off")
}

/** The rows of a file; integers of 64 bits are `bigint`. */
export async function* parquet(path: string): Table {
  const [{ parquetMetadataAsync, parquetReadObjects }, { compressors }] = await Promise.all([
    import("hyparquet"),
    import("hyparquet-compressors")
  ])
  const file = await open(path)
  try {
    const { size } = await file.stat()
    await check(path, file, size)
    const buffer = {
      byteLength: size,
      slice: async (start: number, end = size) => {
        const bytes = new ArrayBuffer(end - start)
        await file.read(new Uint8Array(bytes), 0, end - start, start)
        return bytes
      }
    }
    const unusable = (error: unknown) =>
      unreadable(path, `this Parquet file cannot be read (${messageOf(error)})`)
    const metadata = await parquetMetadataAsync(buffer).catch((error: unknown) =>
      Promise.reject(unusable(error))
    )
    let rowStart = 0
    for (const group of metadata.row_groups) {
      const rowEnd = rowStart + Number(group.num_rows)
      const rows: readonly TableRow[] = await parquetReadObjects({
        file: buffer,
        metadata,
        compressors,
        rowStart,
        rowEnd
      }).catch((error: unknown) => Promise.reject(unusable(error)))
      for (const [i, row] of rows.entries()) yield { where: `row ${rowStart + i + 1}`, row }
      rowStart = rowEnd
    }
  } finally {
    await file.close()
  }
}
