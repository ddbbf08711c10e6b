/**
 * Exported rows as CSV (RFC 4180): a header, commas, quotes where they are needed. Null is nothing, and an empty text
 * is a pair of quotes.
 */
import { stringify } from "csv-stringify/sync"
import { Chunk, Stream } from "effect"
import type { Column, ExportRow } from "../../../src/experiment/records/exported.ts"

/** The file's text, a piece for each chunk of rows. */
export const csv = <E, R>(
  columns: readonly Column[],
  rows: Stream.Stream<ExportRow, E, R>
): Stream.Stream<string, E, R> => {
  const names = columns.map(({ name }) => name)
  const toText = (chunk: Chunk.Chunk<ExportRow>) =>
    stringify(Chunk.toReadonlyArray(chunk) as ExportRow[], {
      columns: names,
      cast: { boolean: String },
      quoted_match: /^$/,
      record_delimiter: "windows"
    })
  const header = stringify([names], { record_delimiter: "windows" })
  return Stream.concat(Stream.succeed(header), Stream.mapChunks(rows, (chunk) => Chunk.of(toText(chunk))))
}
