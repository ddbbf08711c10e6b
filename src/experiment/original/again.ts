/**
 * Reading the stored answers of an imported experiment by our readers.
 *
 * Its prompts cannot be made again, since the wording is not ours. The task holds its interview with the answers that
 * were given. Where our reading of session 2 leads to a text that session 3 was not asked about, nobody knows the answer.
 */
import { Effect, Option } from "effect"
import { categoryOf } from "../../category/categories.ts"
import type { Category } from "../../category/Category.ts"
import { Digest } from "../../domain/Digest.ts"
import type { ExperimentSpec } from "../../domain/ExperimentSpec.ts"
import { generateError } from "../../domain/GenerateError.ts"
import type { Observation } from "../../domain/Observation.ts"
import {
  type ObservationRecord,
  type SessionName,
  sessionOf,
  type SessionRecord
} from "../../domain/ObservationRecord.ts"
import { showPrompt } from "../../domain/Prompt.ts"
import { unread } from "../../domain/Reading.ts"
import { variationOf } from "../../domain/Variation.ts"
import type { Inference } from "../../inference/Inference.ts"
import { normaliseMasks, readerVersion } from "../../readers/index.ts"
import type { Dataset } from "../../storage/Datasets.ts"
import { type CacheEntry, GenerationCache } from "../../storage/GenerationCache.ts"
import { type Answer, answerOf } from "../../task/answers.ts"
import { type Heard, type Interview, SessionError } from "../../task/Interview.ts"
import { conduct } from "../../task/observe.ts"
import { tasks } from "../../task/tasks.ts"
import type { Experiment } from "../Experiment.ts"
import { requestsOf } from "../records/exported.ts"
import type { Again } from "../records/replay.ts"
import { askedAboutAnotherText } from "./anotherText.ts"
import { choicesIn, paragraphIn, wrappingOf } from "./prompts.ts"
import { originalPack } from "./wording.ts"

/** Where the choices of multi-choice questions were found. */
export interface ChoiceCounts {
  prompts: number
  rows: number
}

const notThere = (session: SessionName, message: string) =>
  new SessionError({ session, error: generateError({ _tag: "NotCached", message }) })

type Entries = ReadonlyMap<Digest, CacheEntry>

/** The observation as far as reading and judging need it. */
const observationOf = (
  { label, idx }: ObservationRecord,
  category: Category<Observation>,
  paragraph: string,
  choices: readonly string[] | null
): Observation | null => {
  const row = { idx, label, text: paragraph, paragraph, question: "", hypothesis: "", choices: choices ?? [] }
  return Option.getRight(category.decode(row)).pipe(
    // The letters of the answers are those of the prompt, in whatever order that has the choices.
    Option.map((observation) =>
      "choices" in observation && choices !== null ? { ...observation, choices } : observation
    ),
    Option.getOrNull
  )
}

/** An interview whose answers were given long ago. */
const pastInterview = (
  before: ObservationRecord,
  entries: Entries,
  guide: Pick<Interview, "category" | "maskToken" | "variation" | "observation">,
  messageOf: (session: SessionRecord) => string | null
): Interview => {
  const { category, maskToken } = guide
  const sessions: SessionRecord[] = []
  const last = sessionOf(before, "explain_predict")
  const question = last === undefined ? null : messageOf(last)
  /** The text that session 3 was asked about. */
  const asked = question === null ? null : paragraphIn(question)

  const recall = <A extends string | readonly string[]>(
    session: SessionName,
    hear: (answer: Answer) => Heard<A>
  ) => {
    const held = sessionOf(before, session)
    const entry = held === undefined ? undefined : entries.get(Digest(held.request))
    if (held === undefined || entry === undefined) {
      return Effect.fail(notThere(session, `${session} was never asked, or its answer is no more`))
    }
    return Effect.sync(() => {
      const heard = hear(answerOf(entry.generation.text, undefined))
      const { rule, value } = heard.reading
      const { changed: _, ...same } = held
      const changed = session === "explain" && asked !== null && asked !== value ? { changed: asked } : {}
      sessions.push({ ...same, reading: value, rule, ...changed })
      return heard
    })
  }

  const isAsked = (changed: string): boolean =>
    asked !== null && (asked === changed || normaliseMasks(asked, maskToken) === changed)

  return {
    ...guide,
    sessions,
    classify: (session, about) => {
      if (session === "explain_predict" && sessionOf(before, session) === undefined) {
        return Effect.succeed(null)
      }
      const fits = session === "predict" || isAsked(category.paragraph(about))
      const hear = ({ text }: Answer): Heard<string> => ({
        reading: fits ? category.read(text, about) : unread(askedAboutAnotherText),
        changed: null
      })
      return Effect.map(recall(session, hear), ({ reading }) => reading.value)
    },
    score: (session) => Effect.fail(notThere(session, "an imported experiment has no scores")),
    ask: (session, _, hear) => recall(session, hear)
  }
}

/** Sessions that our reading no longer leads to stay, with their answers, so that nothing is lost. */
const withUnheld = (before: ObservationRecord, after: ObservationRecord): ObservationRecord => ({
  ...after,
  sessions: [
    ...after.sessions,
    ...before.sessions.slice(after.sessions.length).map((session) => ({
      ...session,
      reading: null,
      rule: askedAboutAnotherText
    }))
  ]
})

/** Makes imported records again; the choices are the prompt's, else those of the data set's row where there is one. */
export const readOriginalAgain = (
  experiment: Experiment,
  { category: categoryName }: ExperimentSpec["dataset"],
  dataset: Dataset | null,
  counts: ChoiceCounts
): Again<GenerationCache | Inference> => {
  const category = categoryOf(categoryName)
  const variation = variationOf(experiment.flags)
  const maskToken = originalPack.masks[variation.mask].token
  const { unwrap } = wrappingOf(experiment)

  const choicesOf = Effect.fnUntraced(function*(idx: number, message: string) {
    if (categoryName !== "multi-choice") return null
    const inPrompt = choicesIn(message)
    if (inPrompt !== null) {
      counts.prompts++
      return inPrompt
    }
    if (dataset === null) return null
    const row = yield* dataset.row(idx)
    if (!("choices" in row)) return null
    counts.rows++
    return row.choices
  })

  return Effect.fnUntraced(function*(before: ObservationRecord) {
    if (before.error !== null) return { ...before, readers: readerVersion }
    const cache = yield* GenerationCache
    const entries = yield* Effect.mapError(
      cache.entries(requestsOf([before])),
      ({ message }) => generateError({ _tag: "CacheFailed", message })
    )
    const messageOf = ({ request }: SessionRecord) => {
      const entry = entries.get(Digest(request))
      return entry === undefined ? null : unwrap(showPrompt(entry.request.prompt))
    }
    const predict = sessionOf(before, "predict")
    const message = predict === undefined ? null : messageOf(predict)
    const paragraph = message === null ? null : paragraphIn(message)
    const observation = message === null || paragraph === null
      ? null
      : observationOf(before, category, paragraph, yield* choicesOf(before.idx, message))
    if (observation === null) {
      return {
        ...before,
        error: {
          session: "predict" as const,
          class: "request" as const,
          reason: "NotCached",
          message: "the answers or the choices are not to be found"
        }
      }
    }
    const talk = pastInterview(before, entries, { category, maskToken, variation, observation }, messageOf)
    return withUnheld(before, yield* conduct(tasks[experiment.task.name], talk, before.split))
  })
}
