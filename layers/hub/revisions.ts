/**
 * The commit that a branch or tag stands for, by two policies: the newest, or the one at which it was first seen.
 */
import { Effect } from "effect"
import { knownCommit, rememberCommit } from "./cache.ts"
import { ask } from "./client.ts"
import type { Hub } from "./Hub.ts"
import { finalError, type HubError } from "./HubError.ts"
import { isCommit, type Repository } from "./Repository.ts"

const currentCommit = Effect.fnUntraced(
  function*(hub: Hub, repository: Repository, revision: string, what: string) {
    const { name, type } = repository
    const { sha } = yield* ask(hub, repository, what, ({ datasetInfo, modelInfo }, parameters) => {
      const wanted = { ...parameters, name, revision, additionalFields: ["sha" as const] }
      return type === "model" ? modelInfo(wanted) : datasetInfo(wanted)
    })
    return sha !== undefined && isCommit(sha)
      ? sha
      : yield* finalError("Unavailable", `${hub.endpoint} names no commit for ${what} of ${name}`)
  }
)

/** The commit that a branch or tag has now; offline the one that it had when it was last asked for. */
export const newestCommit = Effect.fnUntraced(function*(
  hub: Hub,
  repository: Repository,
  revision: string,
  what = `revision ${revision}`
): Effect.fn.Return<string, HubError> {
  if (isCommit(revision)) return revision
  const seen = hub.isOffline ? yield* knownCommit(hub, repository, revision) : null
  if (seen !== null) return seen
  const commit = yield* currentCommit(hub, repository, revision, what)
  // Only a later run without the Hub would need it.
  yield* Effect.ignore(rememberCommit(hub, repository, revision, commit))
  return commit
})

/** The commit at which a branch or tag was first seen, by this program or another: it stays at that. */
export const firstSeenCommit = Effect.fnUntraced(function*(
  hub: Hub,
  repository: Repository,
  revision: string
): Effect.fn.Return<string, HubError> {
  if (isCommit(revision)) return revision
  const seen = yield* knownCommit(hub, repository, revision)
  if (seen !== null) return seen
  const commit = yield* currentCommit(hub, repository, revision, `revision ${revision}`)
  yield* rememberCommit(hub, repository, revision, commit)
  return commit
})
