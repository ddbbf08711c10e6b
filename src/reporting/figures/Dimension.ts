/**
 * What a figure shows along an axis, by colour or by panel.
 */
import { Array as Arr, Order } from "effect"
import type { AnyTaskName, Persona, TaskName } from "../../domain/Variation.ts"
import type { Described } from "../Described.ts"

/** One place on a dimension. */
export interface Level {
  readonly value: string
  /** As the picture shows it. */
  readonly label: string
  /** Lower ones come first; equals by their labels. */
  readonly rank: number
}

/** Where experiments stand in one respect; null for those that stand nowhere. */
export interface Dimension {
  /** The column's name in the table. */
  readonly column: string
  /** The title of the axis or legend. */
  readonly title: string
  /** Whether its labels tell nothing without the title: a panel's heading has both. */
  readonly isTitled: boolean
  readonly of: (experiment: Described) => Level | null
}

const order: Order.Order<Level> = Order.combine(
  Order.mapInput(Order.number, ({ rank }) => rank),
  Order.mapInput(Order.string, ({ label }) => label)
)

/** Each level once, in their order. */
export const sortedLevels = (levels: readonly Level[]): readonly Level[] =>
  Arr.dedupeWith(levels, (one, other) => one.value === other.value).toSorted(order)

/** A dimension of known values, in the order given. */
const among = <A extends string>(
  column: string,
  title: string,
  labels: { readonly [value in A]: string },
  valueOf: (experiment: Described) => A | null,
  isTitled = false
): Dimension => {
  const values = Object.keys(labels)
  return {
    column,
    title,
    isTitled,
    of: (experiment) => {
      const value = valueOf(experiment)
      return value === null ? null : { value, label: labels[value], rank: values.indexOf(value) }
    }
  }
}

export const dataset: Dimension = {
  column: "dataset",
  title: "Data set",
  isTitled: false,
  of: ({ ranks, spec: { dataset: { name } } }) => ({ value: name, label: name, rank: ranks.dataset })
}

export const modelName: Dimension = {
  column: "model",
  title: "Model",
  isTitled: false,
  of: ({ model: { name }, ranks }) => ({ value: name, label: name, rank: ranks.model })
}

export const modelFamily: Dimension = {
  column: "model_family",
  title: "Model family",
  isTitled: false,
  of: ({ model: { family }, ranks }) => ({ value: family, label: family, rank: ranks.model })
}

export const modelSize: Dimension = {
  column: "model_size",
  title: "Model size",
  isTitled: false,
  of: ({ model: { size, sizeLabel } }) => ({
    value: sizeLabel,
    label: sizeLabel,
    rank: size ?? Number.MAX_SAFE_INTEGER
  })
}

export const taskLabels: { readonly [task in TaskName]: string } = {
  classify: "Classification",
  answerable: "Answerable",
  counterfactual: "Counterfactual",
  redacted: "Redaction",
  importance: "Importance"
}

/** A task as pictures and tables name it; one of one's own by its name. */
export const taskLabel = (task: AnyTaskName): string =>
  Object.hasOwn(taskLabels, task) ? taskLabels[task as TaskName] : task

export const task: Dimension = among("task", "Task", taskLabels, ({ spec }) => spec.task)

const personas: { readonly [persona in Persona]: string } = {
  objective: "Objective",
  you: "You",
  human: "Human"
}

/** The persona of all prompts; an experiment that mixes them has none. */
export const persona: Dimension = among(
  "persona",
  "Persona",
  personas,
  ({ spec, variation: { classifyPersona, taskPersona } }) =>
    spec.task === "classify" || classifyPersona === taskPersona ? classifyPersona : null,
  true
)

/** What the question of classification says of masked words. */
export const maskNote: Dimension = among(
  "mask_word",
  "Mask word",
  { none: "None", redacted: "“redacted”", removed: "“removed”" },
  ({ variation: { mask, maskNote } }) => maskNote ? mask : mask === "redacted" ? "none" : null,
  true
)

const masks = { redacted: "“redacted”", removed: "“removed”" }
const targets = { explicit: "Explicit target", implicit: "Implicit target" }

export const mask: Dimension = among("mask_word", "Mask word", masks, ({ variation }) => variation.mask)

export const target: Dimension = among(
  "target",
  "Target",
  { explicit: "Explicit", implicit: "Implicit" },
  ({ variation: { implicitTarget } }) => implicitTarget ? "implicit" : "explicit",
  true
)

/** What is varied of an explanation's prompt beside the persona: of a counterfactual the target, else the mask word. */
export const promptVariation: Dimension = among(
  "variation",
  "Prompt variation",
  { ...targets, ...masks },
  ({ spec, variation: { implicitTarget, mask } }) =>
    spec.task !== "counterfactual" ? mask : implicitTarget ? "implicit" : "explicit"
)

export const promptLength: Dimension = among(
  "length",
  "Prompt length",
  { long: "Long prompt", short: "Short prompt" },
  ({ variation: { short } }) => short ? "short" : "long"
)

export const options: Dimension = among(
  "options",
  "Options",
  { "no-options": "No options listed", options: "Options listed" },
  ({ variation: { listOptions } }) => listOptions ? "options" : "no-options"
)
