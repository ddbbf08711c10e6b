/**
 * How fast a model was when it was last asked.
 */
import { Effect, Option, Schema } from "effect"
import { Results } from "../../storage/Results.ts"

const exact = { exact: true } as const

/** What a stored document says of the speed; those of older versions have no `generations_per_second`. */
const Document = Schema.Struct({
  generations: Schema.Struct({ sent: Schema.Number }),
  durations: Schema.Struct({ wall: Schema.Number }),
  manifest: Schema.Struct({
    ended: Schema.String,
    generations_per_second: Schema.optionalWith(Schema.NullOr(Schema.Number), exact)
  })
})

/** Generations that a model's servers answered each second, and when. */
export interface Speed {
  readonly perSecond: number
  readonly ended: string
}

const speedIn = (document: unknown): Speed | null => {
  const decoded = Schema.decodeUnknownOption(Document)(document)
  if (Option.isNone(decoded)) return null
  const { durations, generations: { sent }, manifest } = decoded.value
  const own = sent > 0 && durations.wall > 0 ? 1000 * sent / durations.wall : null
  const perSecond = manifest.generations_per_second === undefined ? own : manifest.generations_per_second
  return perSecond === null || perSecond <= 0 ? null : { perSecond, ended: manifest.ended }
}

/** The last measured speed of each model, by its id, over all experiments that are stored. */
export const lastSpeeds = Effect.gen(function*() {
  const { ids, inspect } = yield* Results
  const speeds = new Map<string, Speed>()
  const look = Effect.fnUntraced(function*(id: string) {
    const stored = yield* inspect(id)
    if (Option.isNone(stored)) return
    const { document, spec } = stored.value
    const speed = Option.getOrNull(Option.map(yield* document, speedIn))
    const known = speeds.get(spec.model.id)
    if (speed !== null && (known === undefined || known.ended < speed.ended)) speeds.set(spec.model.id, speed)
  }, Effect.scoped)
  // What cannot be read tells no speed, and is no reason not to plan.
  const lookIfReadable = (id: string) =>
    Effect.catchTag(look(id), "StorageError", ({ message }) => Effect.logWarning(message))
  yield* Effect.forEach(yield* ids, lookIfReadable, { discard: true })
  return speeds as ReadonlyMap<string, Speed>
})
