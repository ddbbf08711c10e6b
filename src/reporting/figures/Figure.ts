/**
 * What a figure is: the experiments that it selects, and how they become a picture.
 */
import type { AnyTaskName, TaskName, Variation } from "../../domain/Variation.ts"
import type { AnswerCount } from "../../experiment/summary/Summary.ts"
import type { Dimension } from "./Dimension.ts"

interface FigureBase {
  readonly name: string
  readonly title: string
  readonly tasks: readonly TaskName[]
  /** One picture for each combination of their levels. */
  readonly pages: readonly Dimension[]
  /** Panels below each other; null where the columns alone are the panels, which then break into lines. */
  readonly rows: Dimension | null
  /** Panels beside each other; null for one. */
  readonly columns: Dimension | null
  /** The parts of the wording that the figure is about; all other parts are as the selection says. */
  readonly varied: (task: TaskName) => readonly (keyof Variation)[]
}

/** A rate with its interval at each x. */
export interface RateFigure extends FigureBase {
  readonly kind: "rate"
  readonly measure: "accuracy" | "faithfulness"
  readonly x: Dimension
  readonly colour: Dimension
  /** Whether a line joins the points of a colour: where x is the models' size. */
  readonly isJoined: boolean
}

/** How often each predicted answer was given, stacked by another answer. */
export interface ClassFigure extends FigureBase {
  readonly kind: "classes"
  readonly fill: Exclude<keyof AnswerCount, "count" | "predict">
  readonly fillTitle: string
}

export type Figure = RateFigure | ClassFigure

/** Whether a figure is about a task. */
export const isAbout = (figure: Figure, task: AnyTaskName): task is TaskName =>
  figure.tasks.some((name) => name === task)
