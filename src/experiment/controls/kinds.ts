/**
 * The controls: which observations call for one, and what it asks.
 */
import { Effect } from "effect"
import type { ChangeSize, ControlName } from "../../domain/ControlRecord.ts"
import { type ObservationRecord, sessionOf } from "../../domain/ObservationRecord.ts"
import type { AnyTaskName } from "../../domain/Variation.ts"
import type { Inference } from "../../inference/Inference.ts"
import type { Interview, SessionError } from "../../task/Interview.ts"
import { sessionsOf } from "../../task/sessions.ts"
import { judged, type Task, type Verdict } from "../../task/Task.ts"
import { standingOf } from "../summary/Summary.ts"
import { editAtRandom, maskAll, maskAtRandom } from "./random.ts"
import { compareWords, wordsOf } from "./words.ts"

/** What a control has to go by. */
export interface ControlCase {
  readonly interview: Interview
  /** The observation's own record. */
  readonly before: ObservationRecord
  /** The key of a random draw. */
  readonly key: string
}

/** A control of one observation: how much of the text it changes, and the sessions that it holds. */
interface Held {
  readonly size: ChangeSize | null
  readonly run: Effect.Effect<Verdict, SessionError, Inference>
}

export interface ControlKind {
  readonly name: ControlName
  /** The repeat of the requests of one number: 0 where it asks what nobody has asked yet. */
  readonly repeatOf: (number: number) => number
  readonly hold: (controlCase: ControlCase) => Held
}

/** Whether a record counts in the paper's faithfulness: its first answer was right, and everything could be read. */
export const isCorrect = (record: ObservationRecord): boolean =>
  record.correct === true && standingOf(record, "faithful") === "counted"

/** The text that session 3 asked about. */
const changedText = (record: ObservationRecord): string | null => {
  const explanation = sessionOf(record, "explain")
  const text = explanation?.changed ?? explanation?.reading
  return typeof text === "string" ? text : null
}

/** What the task would say of an answer to the question about a changed text. */
const verdictOn = (
  task: AnyTaskName,
  { category, observation, variation }: Interview,
  answer: string | null
): boolean | null => {
  if (answer === null) return null
  if (task === "redacted" || task === "importance") return category.isUndetermined(answer)
  if (task !== "counterfactual") return null
  return category.target(observation, variation.implicitTarget)?.isReachedBy(answer) ?? null
}

const asking = (task: AnyTaskName, interview: Interview, text: string) => {
  const { category, observation } = interview
  return Effect.map(
    interview.classify("explain_predict", category.withParagraph(observation, text)),
    (answer) => judged(verdictOn(task, interview, answer))
  )
}

/** How much the explanation changed the text: occurrences masked, or for a counterfactual the edit distance. */
const sizeOf = (task: AnyTaskName, { before, interview }: ControlCase): ChangeSize => {
  const { category, maskToken, observation } = interview
  const { distance, missing, words } = compareWords(
    category.paragraph(observation),
    changedText(before) ?? "",
    maskToken
  )
  return { words, changed: task === "counterfactual" ? distance : missing }
}

const random = (task: AnyTaskName): ControlKind => ({
  name: "random",
  repeatOf: () => 0,
  hold: (controlCase) => {
    const { interview, key } = controlCase
    const text = interview.category.paragraph(interview.observation)
    const size = sizeOf(task, controlCase)
    const change = { count: size.changed, key }
    const changed = task === "counterfactual"
      ? editAtRandom(text, change)
      : maskAtRandom(text, interview.maskToken, change)
    return { size, run: asking(task, interview, changed) }
  }
})

const all = (task: AnyTaskName): ControlKind => ({
  name: "all",
  repeatOf: () => 0,
  hold: ({ interview }) => {
    const text = interview.category.paragraph(interview.observation)
    const words = wordsOf(text).length
    return {
      size: { words, changed: words },
      run: asking(task, interview, maskAll(text, interview.maskToken))
    }
  }
})

const none = (task: AnyTaskName): ControlKind => ({
  name: "none",
  repeatOf: (number) => number,
  hold: ({ interview }) => ({
    size: null,
    run: Effect.map(
      interview.classify("predict", interview.observation),
      (answer) => judged(verdictOn(task, interview, answer))
    )
  })
})

const size = (task: AnyTaskName): ControlKind => ({
  name: "size",
  repeatOf: () => 0,
  hold: (controlCase) => ({ size: sizeOf(task, controlCase), run: Effect.succeed(judged(null)) })
})

const repeat = ({ run }: Pick<Task, "run">): ControlKind => ({
  name: "repeat",
  repeatOf: (number) => number,
  hold: ({ interview }) => ({ size: null, run: run(interview) })
})

/** How likely the first answer is, and how likely it still is about the text that session 3 asked about. */
const soft = (task: AnyTaskName): ControlKind => ({
  name: "soft",
  repeatOf: () => 0,
  hold: ({ before, interview }) => {
    const { category, observation } = interview
    const first = String(sessionOf(before, "predict")?.reading)
    const text = sessionOf(before, "explain_predict") === undefined ? null : changedText(before)
    return {
      size: null,
      run: Effect.gen(function*() {
        yield* interview.score("predict", observation, first)
        if (text === null) return judged(null)
        const changed = category.withParagraph(observation, text)
        const likeliest = yield* interview.score("explain_predict", changed, first)
        return judged(verdictOn(task, interview, likeliest))
      })
    }
  }
})

const callers: { readonly [Name in ControlName]: (record: ObservationRecord) => boolean } = {
  random: isCorrect,
  none: (record) => (sessionOf(record, "predict")?.reading ?? null) !== null,
  all: isCorrect,
  size: isCorrect,
  repeat: ({ error }) => error === null,
  soft: (record) => record.error === null && typeof sessionOf(record, "predict")?.reading === "string"
}

/** Whether an observation with this record calls for a control. */
export const callsFor = (record: ObservationRecord, control: ControlName): boolean => callers[control](record)

/** The controls of a task by their names. */
export const controlKinds = (
  task: Pick<Task, "name" | "run">
): { readonly [Name in ControlName]: ControlKind } => ({
  random: random(task.name),
  none: none(task.name),
  all: all(task.name),
  size: size(task.name),
  repeat: repeat(task),
  soft: soft(task.name)
})

/** The controls that a user names. */
export type WantedControl = Exclude<ControlName, "repeat" | "soft">

/** What else a run asks beside the observations themselves. */
export interface ControlOptions {
  readonly controls: readonly WantedControl[]
  /** How often the text is changed at random. */
  readonly draws: number
  /** How often the whole experiment is held again. */
  readonly repeats: number
  /** Whether to ask how likely the possible answers are, where the server can tell; default false. */
  readonly soft?: boolean | undefined
}

/** One control with its numbers. */
export interface PlannedControl {
  readonly kind: ControlKind
  readonly numbers: readonly number[]
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1)

/** The controls of a task; of a counterfactual, to ask how much it changes is to ask what as large a change at random does. */
export const plannedControls = (
  task: Pick<Task, "name" | "run">,
  { controls, draws, repeats, soft: isSoft = false }: ControlOptions
): readonly PlannedControl[] => {
  const kinds = controlKinds(task)
  const isEdit = task.name === "counterfactual"
  const isMasking = task.name === "redacted" || task.name === "importance"
  const isWanted = (name: WantedControl) => controls.includes(name)
  const planned = (isPlanned: boolean, kind: ControlKind, numbers: readonly number[]) =>
    isPlanned ? [{ kind, numbers }] : []
  return [
    ...planned(isWanted("none"), kinds.none, [1]),
    ...planned(isWanted("size") && (isEdit || isMasking), kinds.size, [1]),
    ...planned(
      (isWanted("random") && (isEdit || isMasking)) || (isWanted("size") && isEdit),
      kinds.random,
      upTo(draws)
    ),
    ...planned(isWanted("all") && isMasking, kinds.all, [1]),
    ...planned(repeats > 0, kinds.repeat, upTo(repeats)),
    ...planned(isSoft, kinds.soft, [1])
  ]
}

/** The most requests of one control of a task with so many sessions; a score has one for sessions 1 and 3 each. */
const requestsOf = (name: ControlName, sessions: number): number => {
  if (name === "size") return 0
  if (name === "repeat") return sessions
  return name === "soft" && sessions === 3 ? 2 : 1
}

/** The most generations that the controls of one observation need. */
export const controlGenerations = (task: Pick<Task, "name" | "run">, options: ControlOptions): number =>
  plannedControls(task, options).reduce((sum, { kind: { name }, numbers }) => {
    return sum + numbers.length * requestsOf(name, sessionsOf(task.name).length)
  }, 0)
