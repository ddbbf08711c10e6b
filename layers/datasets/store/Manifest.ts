/**
 * What is kept beside a data set on disk: where it came from and what it consists of. It is written last: a folder
 * without it holds no data set.
 */
import { Effect, Either, ParseResult, Schema } from "effect"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { CategoryName } from "../../../src/domain/Observation.ts"
import { attempt, readProblem, unreadable } from "../problem.ts"

const Sha256 = Schema.String.pipe(Schema.pattern(/^[0-9a-f]{64}$/))

/** One split as it was published, as a file of rows with an index of their offsets. */
export const StoredSplit = Schema.Struct({
  file: Schema.String,
  index: Schema.String,
  rows: Schema.NonNegativeInt,
  /** Size and digest of the file of rows. */
  bytes: Schema.NonNegativeInt,
  sha256: Sha256
})
export type StoredSplit = typeof StoredSplit.Type

/** A file that the rows were read from. */
export const SourceFile = Schema.Struct({
  path: Schema.String,
  size: Schema.NonNegativeInt,
  sha256: Sha256
})
export type SourceFile = typeof SourceFile.Type

export const Origin = Schema.Union(
  Schema.TaggedStruct("Hub", {
    repo: Schema.String,
    config: Schema.String,
    /** The commit. */
    revision: Schema.String,
    files: Schema.Array(SourceFile)
  }),
  Schema.TaggedStruct("Archive", { url: Schema.String, size: Schema.NonNegativeInt, sha256: Sha256 })
)
export type Origin = typeof Origin.Type

export const Manifest = Schema.Struct({
  format: Schema.Literal("introspect-dataset/1"),
  name: Schema.String,
  category: CategoryName,
  origin: Origin,
  /** The map by which columns were read: see `showColumnMap`. */
  map: Schema.optionalWith(Schema.String, { exact: true }),
  splits: Schema.Record({ key: Schema.String, value: StoredSplit }),
  /** Splits that could not be read by the map, such as those with hidden labels, and why. */
  unusable: Schema.Record({ key: Schema.String, value: Schema.String })
})
export type Manifest = typeof Manifest.Type

export const manifestFile = "manifest.json"

const decode = Schema.decodeUnknownEither(Schema.parseJson(Manifest))

/** The manifest of a folder, or null when there is no data set in it. */
export const readManifest = Effect.fnUntraced(function*(folder: string) {
  const path = join(folder, manifestFile)
  const text = yield* attempt(() => readFile(path, "utf8"), readProblem(path)).pipe(
    Effect.catchIf(({ reason }) => reason === "Missing", () => Effect.succeed(null))
  )
  if (text === null) return null
  return yield* Either.mapLeft(decode(text), (error) =>
    unreadable(
      path,
      `not a manifest of this version (${ParseResult.TreeFormatter.formatErrorSync(error).split("\n")[0]}); `
        + "move the folder away, and download it again"
    ))
})

/** What a manifest says, as bytes of a file. */
export const manifestText = (manifest: Manifest): string =>
  `${JSON.stringify(Schema.encodeSync(Manifest)(manifest), null, 2)}\n`
