/**
 * What a run waits for, in a few words.
 */
import { Duration } from "effect"
import type { EndpointStatus } from "../../src/inference/InFlight.ts"

/** The servers that are away, and for how long; empty when none is. */
export const showWaiting = (endpoints: readonly EndpointStatus[], now: number): string => {
  const away = endpoints.flatMap(({ away }) => away === null ? [] : [away])
  const [first] = away.toSorted((one, other) => one.since - other.since)
  if (first === undefined) return ""
  const seconds = Duration.format(Duration.seconds(Math.round((now - first.since) / 1000)))
  const others = endpoints.length > 1 ? `${away.length} of ${endpoints.length} servers are away; ` : ""
  return `${others}waiting for ${seconds} (${first.why})`
}
