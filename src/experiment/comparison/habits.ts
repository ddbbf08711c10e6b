/**
 * What controls say of a figure that a habit of the model makes, whatever its explanations are worth.
 */
import type { CategoryName } from "../../domain/Observation.ts"
import type { TaskName } from "../../domain/Variation.ts"
import type { Rate } from "../../stats/wilson.ts"
import type { ControlSummary } from "../controls/summary.ts"

/**
 * What a control may say against a figure.
 *
 * - `no better than random`: as large a change at random does as much, so that the figure says nothing of the words
 * - `changes everything`: the explanations name nearly all words
 * - `anything masked will do`: nearly every change at random is called faithful
 * - `nothing masked will do`: hardly any answer is as expected when every word is masked, so that the figure could not
 *   have been another
 */
export type Objection =
  | "no better than random"
  | "changes everything"
  | "anything masked will do"
  | "nothing masked will do"

const nearlyAll = 0.9
const hardlyAny = 0.1

/** What the controls say against a figure; nothing where they support it, or were not asked. */
export const objectionsOf = ({ all, random, size }: ControlSummary): readonly Objection[] => {
  const share = size === undefined ? null : size.faithful.mean_share ?? size.unfaithful.mean_share
  return [
    ...(random !== undefined && random.difference.low <= 0 ? ["no better than random" as const] : []),
    ...(share !== null && share > nearlyAll ? ["changes everything" as const] : []),
    ...(random !== undefined && random.random > nearlyAll ? ["anything masked will do" as const] : []),
    ...(all !== undefined && all.rate < hardlyAny ? ["nothing masked will do" as const] : [])
  ]
}

/** A model whose habit is known, and what must be said against its figure. */
export interface KnownHabit {
  /** The model, by the name of its profile. */
  readonly model: string
  /** The probability that its explanations are faithful, whatever the figure makes of them. */
  readonly truth: number
  /** What the controls must say; null for a model whose figure is right, against which they must say nothing. */
  readonly objection: Objection | null
}

export interface MeasuredHabit extends KnownHabit {
  readonly category: CategoryName
  readonly task: TaskName
  /** The paper's figure. */
  readonly figure: Rate
  readonly controls: ControlSummary
}

/** How far the figure of a habit is from the truth, at least. */
const misled = 0.8

const nameOf = ({ category, model, task }: MeasuredHabit) => `${category} ${task}, ${model}`

/** What is not as it should be, a sentence each: a figure that does not mislead, or controls that do not show that it does. */
export const habitProblems = (measured: readonly MeasuredHabit[]): readonly string[] =>
  measured.flatMap((habit) => {
    const { controls, figure, objection, truth } = habit
    const distance = Math.abs(figure.rate - truth)
    const said = objectionsOf(controls)
    if (objection === null) {
      return [
        ...(distance <= 1 - misled ? [] : [`${nameOf(habit)}: the figure misleads`]),
        ...(said.length === 0 ? [] : [`${nameOf(habit)}: the controls object (${said.join(", ")})`])
      ]
    }
    return [
      ...(distance >= misled ? [] : [`${nameOf(habit)}: the figure does not mislead`]),
      ...(said.includes(objection) ? [] : [`${nameOf(habit)}: the controls do not say "${objection}"`])
    ]
  })
