/**
 * What a failed call of the Hub means, and what a person can do about it.
 */
import { DatasetError } from "../../../src/storage/Datasets.ts"
import { invalid, isWriteProblem, messageOf, unavailable, writeProblem } from "../problem.ts"
import { Interrupted } from "../transfer/Interrupted.ts"
import type { Hub } from "./Hub.ts"

const transient = (message: string) => new Interrupted({ isTransient: true, problem: unavailable(message) })
const final = (problem: DatasetError) => new Interrupted({ isTransient: false, problem })

const statusOf = (cause: unknown): number | null =>
  cause instanceof Error && "statusCode" in cause && typeof cause.statusCode === "number"
    ? cause.statusCode
    : null

/** The innermost reason of a failed connection. */
const reasonOf = (cause: unknown): string =>
  cause instanceof Error && cause.cause instanceof Error ? reasonOf(cause.cause) : messageOf(cause)

const worthAnotherAttempt = (status: number) =>
  status >= 500 || status === 408 || status === 425 || status === 429

const refused = (hub: Hub, repo: string, status: number) =>
  final(unavailable(
    `${hub.endpoint} refuses ${repo} (${status}): it is gated or private, or there is no such data set. `
      + (hub.token === undefined
        ? `Ask for access on ${hub.endpoint}/datasets/${repo}, and set HF_TOKEN to a token of yours`
        : `The token of HF_TOKEN has no access; ask for it on ${hub.endpoint}/datasets/${repo}`)
  ))

/** Explains why something of a repository could not be had. */
export const hubFailure = (hub: Hub, repo: string, what: string) => (cause: unknown): Interrupted => {
  if (cause instanceof Interrupted) return cause
  if (cause instanceof DatasetError) return final(cause)
  if (isWriteProblem(cause)) return final(writeProblem(hub.cacheDir)(cause))
  const status = statusOf(cause)
  if (status === 401 || status === 403) return refused(hub, repo, status)
  if (status === 404) {
    return final(
      new DatasetError({
        reason: "Missing",
        message: `${hub.endpoint} has no data set ${repo}, or no ${what} of it`
      })
    )
  }
  if (status !== null) {
    const message = `${hub.endpoint} answered ${status} for ${what} of ${repo}`
    return worthAnotherAttempt(status) ? transient(message) : final(unavailable(message))
  }
  const message = messageOf(cause)
  if (/access token must start/.test(message)) {
    return final(invalid("the token of HF_TOKEN must start with hf_"))
  }
  if (cause instanceof SyntaxError || /Expected size|file size|Expected ETag|malformed/.test(message)) {
    return final(unavailable(
      `${hub.endpoint} answered something else than the Hub's API for ${what} of ${repo} (${message}); `
        + "is HF_ENDPOINT right, or did a proxy answer?"
    ))
  }
  return transient(
    `${hub.endpoint} cannot be reached, or hung up, for ${what} of ${repo} (${reasonOf(cause)})`
  )
}
