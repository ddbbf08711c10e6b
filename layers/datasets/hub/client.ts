/**
 * What is asked of the Hub's API, by its own library.
 */
import { Effect } from "effect"
import type { DatasetError } from "../../../src/storage/Datasets.ts"
import { unavailable } from "../problem.ts"
import { withRetries } from "../transfer/Interrupted.ts"
import { knownCommit, rememberCommit } from "./cache.ts"
import { conversionBranch } from "./conversion.ts"
import { hubFailure } from "./failures.ts"
import type { Hub } from "./Hub.ts"

const library = () => import("@huggingface/hub")

/** Parameters that every call has. */
export const credentials = (hub: Hub, signal: AbortSignal) => ({
  hubUrl: hub.endpoint,
  fetch: hub.fetch(signal),
  ...(hub.token === undefined ? {} : { accessToken: hub.token })
})

/** One call, whose failures are explained; once more while it may succeed. */
const call = <A>(
  hub: Hub,
  repo: string,
  what: string,
  ask: (hubLibrary: Awaited<ReturnType<typeof library>>, signal: AbortSignal) => Promise<A>
): Effect.Effect<A, DatasetError> =>
  Effect.tryPromise({
    try: async (signal) => ask(await library(), signal),
    catch: hubFailure(hub, repo, what)
  }).pipe(withRetries(hub.firstDelay))

/** Whether a revision is a commit, which never changes. */
export const isCommit = (revision: string) => /^[0-9a-f]{40}$/.test(revision)

/** Says that something is not here and may not be fetched. */
export const offline = (what: string): DatasetError =>
  unavailable(`${what} is not on this machine, and HF_HUB_OFFLINE is set; unset it to download`)

/** The commit of a branch or tag: the newest, or offline the last one that was seen. */
export const resolveRevision = Effect.fnUntraced(function*(hub: Hub, repo: string, revision: string) {
  if (isCommit(revision)) return revision
  if (hub.isOffline) {
    const known = yield* Effect.promise(() => knownCommit(hub, repo, revision))
    return known ?? (yield* offline(`${revision} of ${repo}`))
  }
  const { sha } = yield* call(
    hub,
    repo,
    revision === conversionBranch ? "Parquet conversion" : `revision ${revision}`,
    ({ datasetInfo }, signal) =>
      datasetInfo({ ...credentials(hub, signal), name: repo, revision, additionalFields: ["sha"] })
  )
  yield* Effect.ignore(Effect.tryPromise(() => rememberCommit(hub, repo, revision, sha)))
  return sha
})

/** The paths of all files of a commit. */
export const listPaths = (
  hub: Hub,
  repo: string,
  revision: string
): Effect.Effect<readonly string[], DatasetError> =>
  call(hub, repo, "list of files", async ({ listFiles }, signal) => {
    const paths: string[] = []
    const entries = listFiles({
      ...credentials(hub, signal),
      repo: { type: "dataset", name: repo },
      revision,
      recursive: true
    })
    for await (const { path, type } of entries) if (type === "file") paths.push(path)
    return paths
  })
