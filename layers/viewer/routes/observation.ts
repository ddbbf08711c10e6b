/**
 * One observation, with its neighbours among the selected.
 */
import { HttpRouter, HttpServerRequest } from "@effect/platform"
import { Effect, Option } from "effect"
import { readerOf } from "../../../src/experiment/records/annotate.ts"
import { isSelected } from "../../../src/experiment/records/glance.ts"
import { observationTranscript } from "../../../src/reporting/transcript/observationTranscript.ts"
import { Annotations } from "../../../src/storage/Annotations.ts"
import type { StoredExperiment } from "../../../src/storage/Results.ts"
import { sessionsOf } from "../../../src/task/sessions.ts"
import { NotThere, path, sendFresh } from "../reply.ts"
import { opened, Query, selectedFrom, selectionOf, wordsOf } from "../selected.ts"
import { ObservationView } from "../wire/observations.ts"

const sendView = sendFresh(ObservationView)

/** Where an observation is among the selected, from 1; null where it is not, and in a search, which does not count. */
const positionOf = Effect.fnUntraced(function*(stored: StoredExperiment, query: Query, idx: number) {
  const selection = selectionOf(query)
  const [glance] = yield* stored.glances({}, { after: idx - 1 }, 1)
  const isIn = glance !== undefined && glance.idx === idx && isSelected(selection, glance)
  return wordsOf(query) === null && isIn ? yield* stored.countOf(selection, idx) : null
})

/** One observation with all its texts. */
export const observationView = Effect.gen(function*() {
  const { id, idx } = yield* HttpRouter.schemaPathParams(path.observation)
  const query = yield* HttpServerRequest.schemaSearchParams(Query)
  const stored = yield* opened(id)
  const transcript = yield* observationTranscript(stored, idx)
  if (Option.isNone(transcript)) {
    return yield* new NotThere({ message: `${id} has no record of observation ${idx}` })
  }
  const { dataset, task } = stored.spec
  const before = yield* selectedFrom(stored, query, { before: idx }, 1)
  const after = yield* selectedFrom(stored, query, { after: idx }, 1)
  const annotations = yield* Effect.flatMap(Annotations, ({ of }) => of(id))
  return yield* sendView({
    transcript: transcript.value,
    previous: before.glances[0]?.idx ?? null,
    next: after.glances[0]?.idx ?? null,
    selected: yield* stored.countOf(selectionOf(query)),
    position: yield* positionOf(stored, query, idx),
    readers: sessionsOf(task).flatMap((session) => {
      const reader = readerOf(task, dataset.category, session)
      return reader === null ? [] : [{ session, reader }]
    }),
    annotations: annotations.filter((annotation) => annotation.idx === idx)
  })
})
