/**
 * Which observations a request selects, by the query of its URL: a filter, and perhaps words to look for.
 */
import { Effect, Option, Schema } from "effect"
import { type Glance, type Place, Selection } from "../../src/domain/Glance.ts"
import { searchObservations } from "../../src/experiment/records/search.ts"
import { Results, type StoredExperiment } from "../../src/storage/Results.ts"
import { NotThere } from "./reply.ts"

const Whole = Schema.NumberFromString.pipe(Schema.int())
const optional = <A, I>(schema: Schema.Schema<A, I>) => Schema.optionalWith(schema, { exact: true })

/** A filter, and words to look for in texts and answers. */
export const Query = Schema.Struct({ ...Selection.fields, q: optional(Schema.String) })
export type Query = typeof Query.Type

/** Where a page begins: after an `idx`, or before one, going back. */
export const Paged = Schema.Struct({ after: optional(Whole), before: optional(Whole) })

export const placeOf = ({ after, before }: typeof Paged.Type): Place =>
  before === undefined ? { after: after ?? -1 } : { before }

/** The filter without the words. */
export const selectionOf = ({ q: _, ...selection }: Query): Selection => selection

/** The words, if there are any. */
export const wordsOf = ({ q = "" }: Query): string | null => q.trim() === "" ? null : q.trim()

/** How many observations a request of a search looks at: about a second of work. */
export const mostSearched = 4000

/** What was found from a place on. */
export interface Selected {
  readonly glances: readonly Glance[]
  /** How many observations a search looked at; null without one. */
  readonly searched: number | null
  /** The `idx` from which a search goes on that looked at as much as it may; null where nothing is left. */
  readonly resume: number | null
}

/** The nearest of the selected observations from a place on. */
export const selectedFrom = (stored: StoredExperiment, query: Query, place: Place, size: number) => {
  const words = wordsOf(query)
  const selection = selectionOf(query)
  return words === null
    ? Effect.map(
      stored.glances(selection, place, size),
      (glances): Selected => ({ glances, searched: null, resume: null })
    )
    : Effect.map(
      searchObservations(stored, { selection, words, place }, { size, most: mostSearched }),
      ({ glances, next, searched }): Selected => ({
        glances,
        searched,
        resume: next === null ? null : "after" in next ? next.after : next.before
      })
    )
}

/** The experiment that is meant, open until the request is answered. */
export const opened = (id: string) =>
  Effect.flatMap(Results, ({ inspect }) => inspect(id)).pipe(
    Effect.flatMap(Option.match({
      onNone: () => Effect.fail(new NotThere({ message: `there is no experiment ${id}` })),
      onSome: Effect.succeed
    }))
  )

/** The mark of the last change of an experiment. */
export const markOf = (id: string) =>
  Effect.flatMap(Results, ({ lastChange }) => lastChange(id)).pipe(
    Effect.flatMap(Option.match({
      onNone: () => Effect.fail(new NotThere({ message: `there is no experiment ${id}` })),
      onSome: ({ mark }) => Effect.succeed(mark)
    }))
  )
