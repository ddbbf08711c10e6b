/**
 * Exported rows as JSON Lines: one object with all columns a line.
 */
import { Chunk, Stream } from "effect"
import type { ExportRow } from "../../../src/experiment/records/exported.ts"

/** The file's text, a piece for each chunk of rows. */
export const jsonLines = <E, R>(rows: Stream.Stream<ExportRow, E, R>): Stream.Stream<string, E, R> =>
  Stream.mapChunks(
    rows,
    (chunk) => Chunk.of(Chunk.toReadonlyArray(chunk).map((row) => `${JSON.stringify(row)}\n`).join(""))
  )
