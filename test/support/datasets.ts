/**
 * Files of small data sets in the formats in which the real ones are published; every row is written for these tests.
 */
import type { SchemaElement } from "hyparquet"
import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer"
import { packTar } from "modern-tar"
import { gzipSync } from "node:zlib"

/** A Zstandard frame whose blocks are stored as they are (RFC 8878): Node 20 has no compressor of its own. */
export const storedZstd = (bytes: Uint8Array): Uint8Array => {
  const most = 2 ** 17
  const header = Buffer.alloc(9)
  header.writeUInt32LE(0xfd2fb528, 0)
  header.writeUInt8(0xa0, 4)
  header.writeUInt32LE(bytes.length, 5)
  const blocks: Uint8Array[] = [header]
  for (let start = 0; start === 0 || start < bytes.length; start += most) {
    const block = bytes.subarray(start, start + most)
    const head = Buffer.alloc(3)
    head.writeUIntLE(block.length << 3 | (start + most >= bytes.length ? 1 : 0), 0, 3)
    blocks.push(head, block)
  }
  return Buffer.concat(blocks)
}

/** A Parquet file with groups of so many rows. */
export const parquetFile = (
  columnData: ColumnSource[],
  options: { readonly rowGroupSize?: number; readonly codec?: "SNAPPY" | "ZSTD" } = {}
): Uint8Array =>
  new Uint8Array(parquetWriteBuffer({
    columnData,
    rowGroupSize: options.rowGroupSize ?? 1000,
    codec: options.codec ?? "SNAPPY",
    compressors: { ZSTD: storedZstd }
  }))

/** Reviews in IMDB's columns: labels of 64 bits. */
export const reviews = (
  texts: readonly string[],
  labels = texts.map((_, i) => i % 2),
  text = "text"
): ColumnSource[] => [
  { name: text, data: [...texts], type: "STRING" },
  { name: "label", data: BigInt64Array.from(labels, BigInt), type: "INT64" }
]

const text = (name: string): SchemaElement => ({
  name,
  type: "BYTE_ARRAY",
  converted_type: "UTF8",
  repetition_type: "OPTIONAL"
})

/** Questions in MCTest's columns: the options are a structure by letters. */
export const stories = (
  rows: readonly {
    readonly story: string
    readonly question: string
    readonly answer_options: { readonly [letter: string]: string }
    readonly answer: string
  }[]
): Uint8Array =>
  new Uint8Array(parquetWriteBuffer({
    schema: [
      { name: "schema", num_children: 4 },
      text("story"),
      text("question"),
      { name: "answer_options", repetition_type: "OPTIONAL", num_children: 4 },
      ...["A", "B", "C", "D"].map(text),
      text("answer")
    ],
    columnData: (["story", "question", "answer_options", "answer"] as const).map((name) => ({
      name,
      data: rows.map((row) => row[name])
    }))
  }))

/** A compressed tar archive of texts. */
export const tarGz = async (files: { readonly [path: string]: string }): Promise<Uint8Array> =>
  gzipSync(
    await packTar(
      Object.entries(files).map(([name, text]) => ({
        header: { name, size: Buffer.byteLength(text), type: "file" as const },
        body: text
      }))
    )
  )
