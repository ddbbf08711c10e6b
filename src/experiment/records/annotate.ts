/**
 * From a person's correction to an annotation with all that it was made of.
 */
import { Clock, Effect, Option, Schema } from "effect"
import type { Annotation, Correction, ReaderName } from "../../domain/Annotation.ts"
import { Digest } from "../../domain/Digest.ts"
import type { CategoryName } from "../../domain/Observation.ts"
import { type SessionName, sessionOf } from "../../domain/ObservationRecord.ts"
import type { AnyTaskName } from "../../domain/Variation.ts"
import { Annotations } from "../../storage/Annotations.ts"
import { GenerationCache } from "../../storage/GenerationCache.ts"
import type { StoredExperiment } from "../../storage/Results.ts"
import { restoreExperiment } from "../storedExperiment.ts"

/** A correction does not fit what is stored: why. */
export class NotAnnotated
  extends Schema.TaggedError<NotAnnotated>()("NotAnnotated", { message: Schema.String })
{}

const categoryReaders: { readonly [Name in CategoryName]: ReaderName } = {
  "sentiment": "sentiment",
  "multi-choice": "multiChoice",
  "entailment": "entailment"
}

const explanationReader = (task: AnyTaskName): ReaderName | null => {
  if (task === "importance") return "words"
  return task === "counterfactual" || task === "redacted" ? "paragraph" : null
}

/** The reader that reads a session's answers; null for the explanations of a task of one's own. */
export const readerOf = (
  task: AnyTaskName,
  category: CategoryName,
  session: SessionName
): ReaderName | null => {
  if (session === "ability") return "ability"
  return session === "explain" ? explanationReader(task) : categoryReaders[category]
}

/** What could be chosen from, where the data set is at hand. */
const choicesOf = (stored: StoredExperiment, idx: number) =>
  restoreExperiment(stored).pipe(
    Effect.flatMap(({ dataset }) => dataset.row(idx)),
    Effect.map((row) => "choices" in row ? row.choices : undefined),
    Effect.mapError(({ message }) =>
      new NotAnnotated({
        message:
          `the choices of observation ${idx} are not to be found, without which no reader can be tested: ${message}`
      })
    )
  )

/** Stores a correction of one session's reading. */
export const annotate = Effect.fnUntraced(function*(stored: StoredExperiment, correction: Correction) {
  const { id, record, spec } = stored
  const { expected, idx, session: name } = correction
  const found = yield* record(idx)
  const session = Option.isSome(found) ? sessionOf(found.value, name) : undefined
  if (Option.isNone(found) || session === undefined) {
    return yield* new NotAnnotated({ message: `${id} has no session ${name} of observation ${idx}` })
  }
  if (session.answer !== correction.answer) {
    return yield* new NotAnnotated({
      message: `observation ${idx} has another answer by now; look at it again`
    })
  }
  const cache = yield* GenerationCache
  const generation = yield* cache.get(Digest(session.request))
  if (generation === null) {
    return yield* new NotAnnotated({ message: `the cache has the answer of observation ${idx} no more` })
  }
  const reader = readerOf(spec.task, spec.dataset.category, name)
  if (reader === null) {
    return yield* new NotAnnotated({
      message: `${spec.task} reads its explanations by itself, and by no reader here`
    })
  }
  if (expected !== null && Array.isArray(expected) !== (reader === "words")) {
    return yield* new NotAnnotated({
      message: reader === "words" ? "an answer of words is read as a list" : "this answer is read as one text"
    })
  }
  const choices = reader === "multiChoice" ? yield* choicesOf(stored, idx) : undefined
  const annotation: Annotation = {
    ...correction,
    experiment: id,
    at: new Date(yield* Clock.currentTimeMillis).toISOString(),
    request: session.request,
    text: generation.text,
    ...(choices === undefined ? {} : { choices }),
    reader,
    readers: found.value.readers,
    reading: session.reading,
    rule: session.rule
  }
  yield* Effect.flatMap(Annotations, ({ add }) => add(annotation))
  return annotation
})
