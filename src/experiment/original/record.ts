/**
 * From a row of the original's results to a record, with the original's own readings.
 */
import { Effect, Option, Schema } from "effect"
import { digestText } from "../../domain/Digest.ts"
import { type GenerateRequest, makeRequest } from "../../domain/GenerateRequest.ts"
import type { Generation } from "../../domain/Generation.ts"
import type { CategoryName, Split } from "../../domain/Observation.ts"
import type { ObservationRecord, SessionName, SessionRecord } from "../../domain/ObservationRecord.ts"
import type { StorageError } from "../../storage/StorageError.ts"
import { sessionsOf } from "../../task/sessions.ts"
import type { OriginalExperiment } from "./identify.ts"
import type { OriginalAnswer, OriginalRow } from "./OriginalSource.ts"
import { paragraphIn, type Wrapping, wrappingOf } from "./prompts.ts"
import { originalReaders } from "./wording.ts"

const splits: readonly Split[] = ["train", "valid", "test"]

/** A request of the original as ours, so that its answer is found by the same digest. */
export const requestOf = (
  { experiment: { model, params } }: OriginalExperiment,
  prompt: string
): GenerateRequest => makeRequest({ model: model.id, prompt: { _tag: "Text", text: prompt }, params })

/** An answer of the original as a generation. What its files do not tell is null or unknown. */
export const generationOf = (
  { durationBy, millis }: OriginalExperiment,
  { duration, response }: Pick<OriginalAnswer, "duration" | "response">
): Generation => ({
  text: response,
  reasoning: null,
  finishReason: "unknown",
  promptTokens: null,
  completionTokens: null,
  durationMillis: duration * millis,
  durationBy,
  server: null
})

/** Where answers are found that the results tell of. */
export interface OriginalAnswers {
  readonly find: (prompt: string) => Effect.Effect<OriginalAnswer | null, StorageError>
  /** The message of session 2 that the results of an entailment counterfactual lack. */
  readonly lostMessage: (row: OriginalRow) => string | null
}

/** A record, and what the results and the cache did not agree on. */
export interface ImportedRecord {
  readonly record: ObservationRecord
  /** Answers that only the results have; they must be stored as well. */
  readonly unknown: readonly { readonly request: GenerateRequest; readonly generation: Generation }[]
  /** Whether session 2 was repaired from the cache. */
  readonly isRepaired: boolean
  /** Whether session 2 was held and is not to be found. */
  readonly isLost: boolean
  /** Sessions whose answer is another in the cache than in the results. */
  readonly differing: number
}

const Words = Schema.parseJson(Schema.Array(Schema.String))

/** The importance task keeps the words as JSON, an empty line, and the masked paragraph. */
const wordsIn = (explain: string | null): readonly string[] | null =>
  explain === null
    ? null
    : Option.getOrNull(Schema.decodeUnknownOption(Words)(explain.slice(0, explain.indexOf("\n\n"))))

interface Held {
  readonly session: SessionName
  readonly message: string
  /** The answer by the results; null where only the cache has it. */
  readonly answer: string | null
  readonly reading: SessionRecord["reading"]
}

/** Whether the original stores session 3 in the place of session 2. */
export const losesSession2 = (
  category: CategoryName,
  { experiment: { task } }: OriginalExperiment
): boolean => category === "entailment" && task.name === "counterfactual"

const heldSessions = (
  row: OriginalRow,
  original: OriginalExperiment,
  lostMessage: string | null
): readonly Held[] =>
  sessionsOf(original.experiment.task.name).flatMap((session): readonly Held[] => {
    const reading = row.text(session)
    if (session === "explain" && losesSession2(original.dataset.category, original)) {
      return lostMessage === null ? [] : [{ session, message: lostMessage, answer: null, reading }]
    }
    const [message, answer] = [row.text(`${session}_prompt`), row.text(`${session}_answer`)]
    if (message === null || answer === null) return []
    const isWords = session === "explain" && original.experiment.task.name === "importance"
    return [{ session, message, answer, reading: isWords ? wordsIn(reading) : reading }]
  })

/** The text that session 3 was asked about, where it is not the reading itself. */
const changedOf = (sessions: readonly Held[], { reading, session }: Held) => {
  const asked = sessions.find((other) => other.session === "explain_predict")
  const changed = session === "explain" && asked !== undefined ? paragraphIn(asked.message) : null
  return changed === null || changed === reading ? {} : { changed }
}

const errorOf = (traceback: string | null): ObservationRecord["error"] =>
  traceback === null
    ? null
    // The original does not say in which session.
    : { session: "predict", class: "request", reason: "Original", message: traceback }

/** Makes the record of a row; its answers come from the cache where that has them. */
export const importRow = Effect.fnUntraced(function*(
  original: OriginalExperiment,
  row: OriginalRow,
  { find, lostMessage }: OriginalAnswers,
  wrapping: Wrapping = wrappingOf(original.experiment)
) {
  const lost = losesSession2(original.dataset.category, original) ? lostMessage(row) : null
  const sessions = heldSessions(row, original, lost)
  const found = yield* Effect.forEach(
    sessions,
    (held) => Effect.map(find(wrapping.wrap(held.message)), (answer) => ({ held, answer }))
  )
  const missing = found.filter(({ answer }) => answer === null).length
  const known = found.reduce((sum, { answer }) => sum + (answer?.duration ?? 0), 0)
  /** What is left of the observation's time, for the sessions whose own time is not told. */
  const share = missing === 0 ? 0 : Math.max(0, (row.duration ?? 0) - known) / missing

  const unknown: { readonly request: GenerateRequest; readonly generation: Generation }[] = []
  const records = found.map(({ answer, held }): SessionRecord => {
    const request = requestOf(original, wrapping.wrap(held.message))
    const generation = generationOf(original, answer ?? { response: held.answer ?? "", duration: share })
    if (answer === null) unknown.push({ request, generation })
    return {
      session: held.session,
      request: request.digest,
      answer: digestText(generation.text),
      reading: held.reading,
      rule: "original",
      ...changedOf(sessions, held),
      finishReason: generation.finishReason,
      durationMillis: generation.durationMillis
    }
  })
  const { verdictName } = original.experiment.task
  const imported: ImportedRecord = {
    record: {
      idx: row.idx,
      split: splits[row.split] ?? original.experiment.split,
      label: row.label ?? "",
      sessions: records,
      correct: row.flag("correct"),
      verdict: verdictName === null ? null : row.flag(verdictName),
      applicability: "applicable",
      error: errorOf(row.traceback),
      readers: originalReaders
    },
    unknown,
    isRepaired: lost !== null,
    isLost: losesSession2(original.dataset.category, original) && lost === null && row.traceback === null,
    differing: found.filter(({ answer, held }) =>
      answer !== null && held.answer !== null && answer.response.trim() !== held.answer.trim()
    ).length
  }
  return imported
})
