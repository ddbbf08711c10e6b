/**
 * Where pictures and their tables go, and writing them there.
 */
import { Array as Arr, Effect, Option, Stream } from "effect"
import { mkdir } from "node:fs/promises"
import { join, resolve } from "node:path"
import { drawFiles, type FileType } from "../../../layers/plot/fileTypes.ts"
import { type FormatName, formats } from "../../../layers/plot/Format.ts"
import { csv } from "../../../layers/results/export/Csv.ts"
import { parquet } from "../../../layers/results/export/Parquet.ts"
import type { Drawing } from "../../../src/reporting/figures/draw.ts"
import type { Table } from "../../../src/reporting/figures/table.ts"
import { UsageError } from "../../errors/UsageError.ts"
import { writeFile } from "../../process/output.ts"
import { print } from "../../process/print.ts"

export interface PictureFlags {
  readonly format: readonly FormatName[]
  readonly type: readonly FileType[]
  readonly out: Option.Option<string>
  readonly persistentDir: string
}

const usualType: { readonly [format in FormatName]: FileType } = { paper: "pdf", website: "svg" }

/** A format, the types of its files, and their folder. */
export interface Target {
  readonly format: FormatName
  readonly types: readonly FileType[]
  readonly folder: string
}

/** One target for each format; of several in a folder that the user names, each has a folder of its own in it. */
export const targetsOf = ({ format, out, persistentDir, type }: PictureFlags): readonly Target[] => {
  const wanted = format.length === 0 ? ["paper" as const] : Arr.dedupe(format)
  return wanted.map((name) => ({
    format: name,
    types: type.length === 0 ? [usualType[name]] : Arr.dedupe(type),
    folder: Option.match(out, {
      onNone: () => join(resolve(persistentDir), "plots", name),
      onSome: (folder) => wanted.length === 1 ? folder : join(folder, name)
    })
  }))
}

const makeFolder = (folder: string) =>
  Effect.tryPromise({
    try: () => mkdir(folder, { recursive: true }),
    catch: (error) => new UsageError({ message: `${folder} cannot be made: ${String(error)}` })
  })

const writeTable = (path: string, { columns, rows }: Table) =>
  Effect.zipRight(
    writeFile(`${path}.csv`, csv(columns, Stream.fromIterable(rows))),
    writeFile(`${path}.parquet`, parquet(columns, Stream.fromIterable(rows)))
  )

/** Writes a drawing's table and its picture in all types, and prints where the pictures are. */
export const writeDrawing = Effect.fnUntraced(
  function*({ picture, stem, table }: Drawing, { folder, format, types }: Target) {
    yield* makeFolder(folder)
    const path = join(folder, stem)
    yield* writeTable(path, table)
    const files = yield* drawFiles(picture, formats[format], types)
    for (const [i, type] of types.entries()) {
      const file = `${path}.${type}`
      yield* writeFile(file, Stream.succeed(files[i]!))
      yield* print(file)
    }
  }
)
