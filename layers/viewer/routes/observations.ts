/**
 * Pages of an experiment's observations: by keyset, so that every page costs the same.
 */
import { HttpRouter, HttpServerRequest } from "@effect/platform"
import { Effect, Option, Schema } from "effect"
import type { Glance, Place } from "../../../src/domain/Glance.ts"
import {
  durationOf,
  type ObservationRecord,
  type SessionName,
  sessionOf
} from "../../../src/domain/ObservationRecord.ts"
import type { StoredExperiment } from "../../../src/storage/Results.ts"
import { path, sendMarked } from "../reply.ts"
import {
  markOf,
  opened,
  Paged,
  placeOf,
  Query,
  type Selected,
  selectedFrom,
  selectionOf,
  wordsOf
} from "../selected.ts"
import { ObservationPage, type ObservationRow } from "../wire/observations.ts"

const pageSize = 50
const longest = 240

const Parameters = Schema.Struct({ ...Query.fields, ...Paged.fields })
const sendPage = sendMarked(ObservationPage)

const shortened = (text: string): string => text.length > longest ? `${text.slice(0, longest)}…` : text

const readingOf = (record: ObservationRecord, name: SessionName): string | null => {
  const reading = sessionOf(record, name)?.reading ?? null
  return reading === null ? null : shortened(typeof reading === "string" ? reading : reading.join(", "))
}

const rowOf = (glance: Glance, record: ObservationRecord): ObservationRow => ({
  ...glance,
  explanation: readingOf(record, "explain"),
  last: readingOf(record, "explain_predict") ?? readingOf(record, "ability"),
  durationMillis: durationOf(record)
})

/** From where the pages before and after go on; null where there is none. */
const turns = (
  place: Place,
  { glances, resume, searched }: Selected,
  position: number | null
): Pick<ObservationPage, "previous" | "next"> => {
  const isMore = glances.length > pageSize
  if ("before" in place) {
    const shown = glances.slice(-pageSize)
    return {
      previous: isMore ? shown[0]!.idx : resume,
      next: shown.at(-1)?.idx ?? place.before - 1
    }
  }
  const hasBefore = searched === null ? (position ?? 0) > 1 : place.after >= 0
  return {
    previous: hasBefore ? glances[0]?.idx ?? place.after + 1 : null,
    next: isMore ? glances[pageSize - 1]!.idx : resume
  }
}

const pageOf = Effect.fnUntraced(function*(stored: StoredExperiment, parameters: typeof Parameters.Type) {
  const { after: _after, before: _before, ...query } = parameters
  const selection = selectionOf(query)
  const place = placeOf(parameters)
  // One more than is shown tells whether there are more.
  const found = yield* selectedFrom(stored, query, place, pageSize + 1)
  const shown = "before" in place ? found.glances.slice(-pageSize) : found.glances.slice(0, pageSize)
  const rows = yield* Effect.forEach(
    shown,
    (glance) => Effect.map(stored.record(glance.idx), Option.map((record) => rowOf(glance, record)))
  )
  const first = shown[0]
  const words = wordsOf(query)
  const position = words !== null || first === undefined ? null : yield* stored.countOf(selection, first.idx)
  const page: ObservationPage = {
    rows: rows.flatMap(Option.toArray),
    selected: yield* stored.countOf(selection),
    position,
    ...turns(place, found, position),
    search: words === null || found.searched === null
      ? null
      : { words, searched: found.searched, isDone: found.resume === null && found.glances.length <= pageSize }
  }
  return page
})

/** A page of the selected observations. */
export const observationPage = Effect.gen(function*() {
  const { id } = yield* HttpRouter.schemaPathParams(path.experiment)
  const parameters = yield* HttpServerRequest.schemaSearchParams(Parameters)
  return yield* sendPage(
    yield* markOf(id),
    Effect.flatMap(opened(id), (stored) => pageOf(stored, parameters))
  )
})
