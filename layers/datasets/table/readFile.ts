/**
 * A whole file of observations in memory: users' files and the built-in samples.
 */
import { Effect, Either } from "effect"
import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { pipeline } from "node:stream/promises"
import type { DatasetReading } from "../../../src/domain/DatasetReading.ts"
import type { CategoryName, Observation } from "../../../src/domain/Observation.ts"
import { attempt, invalid, readProblem } from "../problem.ts"
import { observationReader } from "./observations.ts"
import { openTable } from "./openTable.ts"

/** The observations of a file, with their category and the digest of its bytes. */
export interface ReadFile {
  readonly category: CategoryName
  readonly sha256: string
  readonly rows: readonly Observation[]
}

const digest = async (path: string) => {
  const hash = createHash("sha256")
  await pipeline(createReadStream(path), hash)
  return hash.digest("hex")
}

const readRows = async (path: string, reading: DatasetReading) => {
  const { category, read } = observationReader(path, reading)
  const rows: Observation[] = []
  for await (const placed of openTable(path)) rows.push(Either.getOrThrowWith(read(placed), (error) => error))
  const found = category()
  if (found === null || rows.length === 0) throw invalid(`${path}: there are no rows`)
  return { category: found, rows }
}

/** Reads and checks a whole file. */
export const readFile = Effect.fnUntraced(function*(path: string, reading: DatasetReading = {}) {
  const { category, rows } = yield* attempt(() => readRows(path, reading), readProblem(path))
  const sha256 = yield* attempt(() => digest(path), readProblem(path))
  const file: ReadFile = { category, rows, sha256 }
  return file
})
