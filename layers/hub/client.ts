/**
 * What is asked of the Hub's API, by its own library.
 */
import type * as HubLibrary from "@huggingface/hub"
import { Effect, Redacted } from "effect"
import { hubError } from "./failures.ts"
import type { Hub } from "./Hub.ts"
import { type HubError, offline } from "./HubError.ts"
import type { Repository } from "./Repository.ts"

/** Loaded when it is used: most runs need nothing of the Hub. */
const library = (): Promise<typeof HubLibrary> => import("@huggingface/hub")

/** Parameters that every call has. */
export const credentials = (hub: Hub, signal: AbortSignal) => ({
  hubUrl: hub.endpoint,
  fetch: hub.fetch(signal),
  ...(hub.token === undefined ? {} : { accessToken: Redacted.value(hub.token.value) })
})

/** One call about something of a repository, whose failure is explained. */
export const ask = <A>(
  hub: Hub,
  repository: Repository,
  what: string,
  call: (
    hubLibrary: typeof HubLibrary,
    parameters: ReturnType<typeof credentials>
  ) => Promise<A>
): Effect.Effect<A, HubError> =>
  hub.isOffline
    ? Effect.fail(offline(`${what} of ${repository.name}`))
    : Effect.tryPromise({
      try: async (signal) => call(await library(), credentials(hub, signal)),
      catch: hubError(hub, repository, what)
    })

/** Plain HTTP ranges: a download that stopped goes on where it was, and proxies understand it. */
export const openFile = async (
  parameters: ReturnType<typeof credentials>,
  repository: Repository,
  commit: string,
  path: string
): Promise<Blob | null> => {
  const { downloadFile } = await library()
  return downloadFile({ ...parameters, repo: repository, path, revision: commit, xet: false })
}
