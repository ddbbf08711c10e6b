/**
 * Waiting for the other side of a socket.
 */
import { Effect } from "effect"

/** Waits until something that happens on another side of a socket has happened. */
export const eventually = (holds: () => boolean): Effect.Effect<void> =>
  Effect.suspend(() => holds() ? Effect.void : Effect.zipRight(Effect.sleep("2 millis"), eventually(holds)))
