/**
 * What a failed call of the Hub means, and what a person can do about it.
 */
import { Redacted } from "effect"
import type { Hub } from "./Hub.ts"
import { finalError, HubError } from "./HubError.ts"
import type { Repository } from "./Repository.ts"

const kinds = { model: "model", dataset: "data set" } as const

const statusOf = (cause: unknown): number | null =>
  cause instanceof Error && "statusCode" in cause && typeof cause.statusCode === "number"
    ? cause.statusCode
    : null

const messageOf = (cause: unknown): string => cause instanceof Error ? cause.message : String(cause)

/** The innermost reason of a failed connection. */
const reasonOf = (cause: unknown): string =>
  cause instanceof Error && cause.cause instanceof Error ? reasonOf(cause.cause) : messageOf(cause)

const worthAnotherAttempt = (status: number) =>
  status >= 500 || status === 408 || status === 425 || status === 429

const transient = (message: string) => new HubError({ reason: "Unavailable", isTransient: true, message })

const refused = (hub: Hub, { name, type }: Repository, status: number) => {
  const page = `${hub.endpoint}/${type === "dataset" ? "datasets/" : ""}${name}`
  return finalError(
    "Unavailable",
    `${hub.endpoint} refuses ${name} (${status}): it is gated or private, or there is no such ${
      kinds[type]
    }. ` + (hub.token === undefined
      ? `Ask for access on ${page}, and set HF_TOKEN to a token of yours, or log in by hf auth login`
      : `The token of ${hub.token.origin} has no access; ask for it on ${page}`)
  )
}

/** Explains why something of a repository could not be had. */
export const hubError = (hub: Hub, repository: Repository, what: string) => (cause: unknown): HubError => {
  const { name, type } = repository
  const status = statusOf(cause)
  if (status === 401 || status === 403) return refused(hub, repository, status)
  if (status === 404) {
    return finalError("Missing", `${hub.endpoint} has no ${kinds[type]} ${name}, or no ${what} of it`)
  }
  if (status !== null) {
    const message = `${hub.endpoint} answered ${status} for ${what} of ${name}`
    return worthAnotherAttempt(status) ? transient(message) : finalError("Unavailable", message)
  }
  const message = messageOf(cause)
  if (hub.token !== undefined && !Redacted.value(hub.token.value).startsWith("hf_")) {
    return finalError("Invalid", `the token of ${hub.token.origin} must start with hf_`)
  }
  if (cause instanceof SyntaxError || /Expected size|file size|Expected ETag|malformed/.test(message)) {
    return finalError(
      "Unavailable",
      `${hub.endpoint} answered something else than the Hub's API for ${what} of ${name} (${message}); `
        + "is HF_ENDPOINT right, or did a proxy answer?"
    )
  }
  return transient(
    `${hub.endpoint} cannot be reached, or hung up, for ${what} of ${name} (${reasonOf(cause)})`
  )
}
