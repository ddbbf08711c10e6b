/**
 * What is asked about data sets of the Hub, again while it may succeed.
 */
import { Effect } from "effect"
import type { DatasetError } from "../../../src/storage/Datasets.ts"
import { ask } from "../../hub/client.ts"
import type { Hub } from "../../hub/Hub.ts"
import type { HubError } from "../../hub/HubError.ts"
import type { Repository } from "../../hub/Repository.ts"
import { newestCommit } from "../../hub/revisions.ts"
import { withRetries } from "../transfer/Interrupted.ts"
import { conversionBranch } from "./conversion.ts"
import { interruptedBy } from "./failures.ts"

/** The repository of a data set. */
export const datasetRepository = (name: string): Repository => ({ type: "dataset", name })

const persistently = <A>(hub: Hub, answer: Effect.Effect<A, HubError>): Effect.Effect<A, DatasetError> =>
  answer.pipe(Effect.mapError(interruptedBy), withRetries(hub.firstDelay))

/** The commit of a branch or tag: the newest, or offline the last one that was seen. */
export const resolveRevision = (
  hub: Hub,
  repo: string,
  revision: string
): Effect.Effect<string, DatasetError> =>
  persistently(
    hub,
    newestCommit(
      hub,
      datasetRepository(repo),
      revision,
      revision === conversionBranch ? "Parquet conversion" : undefined
    )
  )

/** The paths of all files of a commit. */
export const listPaths = (
  hub: Hub,
  repo: string,
  revision: string
): Effect.Effect<readonly string[], DatasetError> => {
  const repository = datasetRepository(repo)
  const paths = ask(hub, repository, "list of files", async ({ listFiles }, parameters) => {
    const found: string[] = []
    const entries = listFiles({ ...parameters, repo: repository, revision, recursive: true })
    for await (const { path, type } of entries) if (type === "file") found.push(path)
    return found
  })
  return persistently(hub, paths)
}
