/**
 * Warnings about a server, each said once, however many requests it is about.
 */
import { Effect } from "effect"

/** Warns of what is so with one endpoint. */
export const makeWarner = (endpoint: string): (message: string) => Effect.Effect<void> => {
  const told = new Set<string>()
  return (message) =>
    Effect.suspend(() => {
      if (told.has(message)) return Effect.void
      told.add(message)
      return Effect.logWarning(`${endpoint}: ${message}`)
    })
}
