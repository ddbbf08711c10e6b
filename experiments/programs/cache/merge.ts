/**
 * `introspect cache merge`: several caches into one.
 */
import { Effect, Redacted } from "effect"
import { stat } from "node:fs/promises"
import { resolve } from "node:path"
import { mergeCaches, type Merged, prepareSource } from "../../../layers/cache/sqlite/merge.ts"
import { type Tell, tellRows } from "../../../src/storage/Tell.ts"
import { mergedLine } from "../../display/merged.ts"
import { showWork } from "../../display/work.ts"
import { ifNamed } from "../../errors/UsageError.ts"
import { isPostgres } from "../../options/storage.ts"
import { print } from "../../process/print.ts"
import { cacheFile } from "../../setup/paths.ts"

/** A cache: a file, or a database of Postgres. */
type Place = { readonly file: string } | { readonly url: Redacted.Redacted }

/** A persistent directory stands for the cache in it. */
const placeOf = (named: string): Effect.Effect<Place> =>
  isPostgres(named)
    ? Effect.succeed({ url: Redacted.make(named) })
    : Effect.promise(() =>
      stat(named).then(
        (found) => found.isDirectory() ? cacheFile(named) : resolve(named),
        () => resolve(named)
      )
    ).pipe(Effect.map((file) => ({ file })))

const postgres = Effect.promise(() => import("./postgres.ts"))

/** A source as a file, with the name by which messages call it. */
const fileOf = (tell: (rows: number) => void) => (place: Place) =>
  "file" in place
    ? Effect.succeed({ file: place.file, location: place.file })
    : Effect.flatMap(postgres, ({ fetched }) => fetched(place.url, null, tell))

/** Brings files into a file or a database. */
const bringTogether = Effect.fnUntraced(function*(
  files: readonly string[],
  target: Place,
  tell: Tell
) {
  if ("file" in target) return { into: target.file, merged: yield* mergeCaches(files, target.file, tell) }
  yield* Effect.forEach(files, prepareSource, { discard: true })
  const { delivered } = yield* postgres
  const merged = yield* Effect.forEach(
    files,
    (file) => delivered(file, target.url, tellRows(tell, `rows of ${file}`))
  )
  return { into: merged[0]?.into ?? "", merged: merged.map(({ into: _, ...counts }): Merged => counts) }
})

/** Merges the caches that the arguments name, and prints what came of each. */
export const merge = Effect.fnUntraced(function*({ into: named, json, sources }: {
  readonly sources: readonly string[]
  readonly into: string
  readonly json: boolean
}) {
  const tell = yield* showWork("merging")
  const files = yield* Effect.forEach(
    yield* Effect.forEach(sources, placeOf),
    fileOf(tellRows(tell, "rows from Postgres"))
  )
  const paths = files.map(({ file }) => file)
  const { into, merged } = yield* Effect.mapError(
    bringTogether(paths, yield* placeOf(named), tell),
    ifNamed(...paths)
  )
  const counts = merged.map((each, i) => ({ ...each, source: files[i]?.location ?? each.source }))
  yield* print(json ? JSON.stringify({ into, merged: counts }) : counts.map(mergedLine).join("\n"))
}, Effect.scoped)
