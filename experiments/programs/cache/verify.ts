/**
 * `introspect cache verify`: whether the cache is what it should be.
 */
import { Effect, Option } from "effect"
import { verifyCache } from "../../../layers/cache/sqlite/verify.ts"
import { StorageError } from "../../../src/storage/StorageError.ts"
import { tellRows } from "../../../src/storage/Tell.ts"
import { showWork } from "../../display/work.ts"
import type { StorageFlags } from "../../options/storage.ts"
import { print } from "../../process/print.ts"
import { cacheFile } from "../../setup/paths.ts"

const checked = ({ cache, persistentDir }: StorageFlags) =>
  Effect.scoped(Effect.gen(function*() {
    const tell = yield* showWork("checking")
    if (Option.isSome(cache)) {
      const { verifyAt } = yield* Effect.promise(() => import("./postgres.ts"))
      return {
        ...(yield* verifyAt(cache.value, tellRows(tell, "digests"))),
        advice: "restore the database from a copy"
      }
    }
    const location = cacheFile(persistentDir)
    const advice = "restore the file from a copy, or move it away"
    return { ...(yield* verifyCache(location, tell)), location, advice }
  }))

/** Prints what is wrong, a line each, and fails if anything is. */
export const verify = Effect.fnUntraced(function*(flags: StorageFlags) {
  const { advice, location, problems, rows } = yield* checked(flags)
  if (problems.length === 0) {
    const and = Option.isSome(flags.cache) ? "" : " and SQLite finds no damage"
    return yield* print(`${location}: ${rows} rows, every digest is right${and}`)
  }
  yield* print(problems.join("\n"))
  return yield* new StorageError({
    reason: "Corrupt",
    location,
    message: `${location}: ${problems.length} problems in ${rows} rows; ${advice}`
  })
})
