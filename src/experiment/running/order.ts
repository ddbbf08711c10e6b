/**
 * The order in which observations are asked about.
 */
import { Effect, Hash } from "effect"
import { PCGRandom } from "effect/Utils"

/**
 * A permutation of 0 … size − 1 that depends on nothing but the seed.
 *
 * Fisher and Yates' shuffle from the last place down, with the 53-bit fractions of Effect's PCG generator, seeded with
 * `introspect-order/SEED`: the same on every platform.
 */
export const seededOrder = (size: number, seed: number): Effect.Effect<Uint32Array> =>
  Effect.sync(() => {
    // What `Random.make` wraps in an effect for each number, of which there are as many as observations.
    const random = new PCGRandom(Hash.hash(`introspect-order/${seed}`))
    const order = Uint32Array.from({ length: size }, (_, i) => i)
    for (let last = size - 1; last > 0; last--) {
      const chosen = Math.floor(random.number() * (last + 1))
      const kept = order[last]!
      order[last] = order[chosen]!
      order[chosen] = kept
    }
    return order
  })

/** The same, each order made once: experiments on the same data with the same seed share theirs. */
export const sharedOrders = (): typeof seededOrder => {
  const made = new Map<string, Uint32Array>()
  return (size, seed) =>
    Effect.suspend(() => {
      const key = `${size}/${seed}`
      const known = made.get(key)
      return known === undefined
        ? Effect.tap(seededOrder(size, seed), (order) => made.set(key, order))
        : Effect.succeed(known)
    })
}
