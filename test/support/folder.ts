/**
 * A folder of one test's own, removed at its end.
 */
import { Effect } from "effect"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

export const temporaryFolder = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "introspect-test-"))),
  (folder) => Effect.promise(() => rm(folder, { recursive: true, force: true }))
)
