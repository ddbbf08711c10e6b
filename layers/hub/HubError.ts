/**
 * What cannot be had of the Hub: what is wrong, and what to do.
 */
import { Data } from "effect"

export class HubError extends Data.TaggedError("HubError")<{
  readonly reason: "Missing" | "Invalid" | "Unavailable"
  /** Whether another attempt may succeed. */
  readonly isTransient: boolean
  readonly message: string
}> {}

/** What another attempt would not change. */
export const finalError = (reason: HubError["reason"], message: string): HubError =>
  new HubError({ reason, isTransient: false, message })

/** Says that something is not here and may not be fetched. */
export const offline = (what: string): HubError =>
  finalError("Unavailable", `${what} is not on this machine, and HF_HUB_OFFLINE is set; unset it to download`)
