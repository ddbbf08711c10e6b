/**
 * `introspect cache verify`: whether the cache is what it should be.
 */
import { Effect } from "effect"
import { verifyCache } from "../../../layers/cache/sqlite/verify.ts"
import { StorageError } from "../../../src/storage/StorageError.ts"
import { print } from "../../print.ts"
import { cacheFile } from "../paths.ts"

/** Prints what is wrong, a line each, and fails if anything is. */
export const verify = Effect.fnUntraced(function*({ persistentDir }: { readonly persistentDir: string }) {
  const location = cacheFile(persistentDir)
  const { problems, rows } = yield* verifyCache(location)
  if (problems.length === 0) {
    return yield* print(`${location}: ${rows} rows, every digest is right and SQLite finds no damage`)
  }
  yield* print(problems.join("\n"))
  return yield* new StorageError({
    reason: "Corrupt",
    location,
    message:
      `${location}: ${problems.length} problems in ${rows} rows; restore the file from a copy, or move it away`
  })
})
