/**
 * Caches and results on disk, filled as tests need them.
 */
import { Effect } from "effect"
import * as SqliteCache from "../../layers/cache/Sqlite.ts"
import * as SqliteResults from "../../layers/results/Sqlite.ts"
import type { ControlRecord } from "../../src/domain/ControlRecord.ts"
import type { ObservationRecord } from "../../src/domain/ObservationRecord.ts"
import { GenerationCache } from "../../src/storage/GenerationCache.ts"
import { Results } from "../../src/storage/Results.ts"
import { generationOf, requestOf } from "./answers.ts"
import { recordWith, sessionWith, specWith } from "./records.ts"

/** Puts an answer to each question into the cache of a file. */
export const fillCache = (location: string, answers: { readonly [question: string]: string }) =>
  Effect.flatMap(GenerationCache, (cache) =>
    Effect.forEach(
      Object.entries(answers),
      ([question, answer]) => cache.put(requestOf(question), generationOf(answer)),
      { discard: true }
    )).pipe(Effect.provide(SqliteCache.layer({ location })))

/** The answers to these questions in the cache of a file. */
export const answersIn = (location: string, ...questions: readonly string[]) =>
  Effect.flatMap(GenerationCache, (cache) =>
    Effect.forEach(
      questions,
      (question) => Effect.map(cache.get(requestOf(question).digest), (found) => found?.text ?? null)
    )).pipe(Effect.provide(SqliteCache.layer({ location })))

/** A record that refers to the answers to these questions. */
export const recordOfQuestions = (idx: number, ...questions: readonly string[]): ObservationRecord =>
  recordWith(idx, {
    sessions: questions.map((question) => sessionWith("predict", { request: requestOf(question).digest }))
  })

/** A control's record that refers to the answers to these questions. */
export const controlOfQuestions = (idx: number, ...questions: readonly string[]): ControlRecord => ({
  ...recordOfQuestions(idx, ...questions),
  control: "random",
  number: 1,
  size: null
})

/** Stores records of an experiment in a folder. */
export const fillResults = (
  folder: string,
  id: string,
  records: readonly ObservationRecord[],
  controls: readonly ControlRecord[] = []
) =>
  Effect.flatMap(Results, (results) => results.open(id, specWith())).pipe(
    Effect.flatMap((results) =>
      Effect.zipRight(
        Effect.forEach(records, results.put, { discard: true }),
        Effect.forEach(controls, results.putControl, { discard: true })
      )
    ),
    Effect.scoped,
    Effect.provide(SqliteResults.layer({ folder }))
  )
