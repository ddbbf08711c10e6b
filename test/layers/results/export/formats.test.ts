import { describe, expect, it } from "@effect/vitest"
import { parse } from "csv-parse/sync"
import { Chunk, Effect, Stream } from "effect"
import { parquetMetadata, parquetReadObjects } from "hyparquet"
import { csv } from "../../../../layers/results/export/Csv.ts"
import { jsonLines } from "../../../../layers/results/export/JsonLines.ts"
import { parquet } from "../../../../layers/results/export/Parquet.ts"
import type { Column, ExportRow } from "../../../../src/experiment/records/exported.ts"

const columns: readonly Column[] = [
  { name: "idx", type: "integer" },
  { name: "text", type: "text" },
  { name: "correct", type: "boolean" },
  { name: "duration_ms", type: "number" }
]
const rows: readonly ExportRow[] = [
  { idx: 0, text: "a \"quoted\", text\nof two lines ü 🦜", correct: true, duration_ms: 0.5 },
  { idx: 1, text: null, correct: null, duration_ms: null },
  { idx: 2, text: "", correct: false, duration_ms: 12 }
]
/** Two chunks, as two pages of records would come. */
const stream = Stream.concat(Stream.fromIterable(rows.slice(0, 2)), Stream.fromIterable(rows.slice(2)))
const text = <E, R>(pieces: Stream.Stream<string, E, R>) => Stream.mkString(pieces)

const bytes = (pieces: Stream.Stream<Uint8Array>) =>
  Effect.map(Stream.runCollect(pieces), (all) => {
    const buffer = Buffer.concat(Chunk.toReadonlyArray(all))
    return buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.length) as ArrayBuffer
  })

describe("exported tables", () => {
  it.effect("are JSON Lines", () =>
    Effect.gen(function*() {
      const lines = (yield* text(jsonLines(stream))).split("\n")
      expect(lines.pop()).toBe("")
      expect(lines.map((line) => JSON.parse(line))).toEqual(rows)
    }))

  it.effect("are CSV that tells null from an empty text", () =>
    Effect.gen(function*() {
      const written = yield* text(csv(columns, stream))
      expect(written).toContain("\r\n1,,,\r\n2,\"\",false,12\r\n")
      expect(parse(written, { columns: true })).toEqual([
        { idx: "0", text: rows[0]!["text"], correct: "true", duration_ms: "0.5" },
        { idx: "1", text: "", correct: "", duration_ms: "" },
        { idx: "2", text: "", correct: "false", duration_ms: "12" }
      ])
    }))

  it.effect("are Parquet with a row group for each thousand rows", () =>
    Effect.gen(function*() {
      const many = Array.from({ length: 800 }, () => rows).flat()
      const file = yield* bytes(parquet(columns, Stream.rechunk(Stream.fromIterable(many), 100)))
      expect(yield* Effect.promise(() => parquetReadObjects({ file }))).toEqual(many)
      const { row_groups, schema } = parquetMetadata(file)
      expect(row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([1000, 1000, 400])
      expect(schema.slice(1).map(({ name, type }) => [name, type])).toEqual([
        ["idx", "INT32"],
        ["text", "BYTE_ARRAY"],
        ["correct", "BOOLEAN"],
        ["duration_ms", "DOUBLE"]
      ])
    }))

  it.effect("have their columns also without rows", () =>
    Effect.gen(function*() {
      expect(yield* text(csv(columns, Stream.empty))).toBe("idx,text,correct,duration_ms\r\n")
      const file = yield* bytes(parquet(columns, Stream.empty))
      expect(yield* Effect.promise(() => parquetReadObjects({ file }))).toEqual([])
      expect(parquetMetadata(file).schema).toHaveLength(5)
    }))

  it.effect("hold few rows of any number at a time", () =>
    Effect.gen(function*() {
      let made = 0
      const many = Stream.repeatEffectChunk(Effect.sync(() => {
        made++
        return Chunk.unsafeFromArray(rows as ExportRow[])
      }))
      const first = yield* Stream.runCollect(Stream.take(parquet(columns, many), 2))
      expect(Chunk.size(first)).toBe(2)
      expect(made * rows.length).toBeLessThanOrEqual(3000)
    }))
})
