/**
 * Why a figure cannot be drawn, and what to run.
 */
import { flagsFor, plainVariation, type TaskName, type Variation } from "../../domain/Variation.ts"
import type { Described } from "../Described.ts"
import { type Selection, showSelection } from "../Selection.ts"
import { type Figure, isAbout } from "./Figure.ts"

const isVaried = (part: keyof Variation): boolean => part !== "classifyPersona" && part !== "taskPersona"

/** A flag of each part that a figure varies beside the persona. */
const flagsToVary = (figure: Figure, task: TaskName): readonly string[] => {
  const others: Partial<Variation> = Object.fromEntries(
    figure.varied(task).filter(isVaried).map((part) => {
      const plain = plainVariation[part]
      return [part, typeof plain === "boolean" ? !plain : "removed"]
    })
  )
  const plain = new Set(flagsFor(task, plainVariation))
  return flagsFor(task, { ...plainVariation, ...others }).filter((flag) => !plain.has(flag))
}

/** A command whose results the figure would show. */
const commandFor = (
  figure: Figure,
  task: TaskName,
  { datasets, flags, models, seed, split }: Selection
): string => {
  const varied = flagsToVary(figure, task)
  const given = flags.length === 0 ? "" : ` --task-config ${flags.join(" ")}`
  const beside = varied.length === 0 ? "" : `, and again with --task-config ${varied.join(" ")}`
  return [
    `introspect run --task ${task} --dataset ${datasets[0] ?? "NAME"} --model-name ${models[0] ?? "NAME"}`,
    ...(split === "test" ? [] : [`--split ${split}`]),
    ...(seed === 0 ? [] : [`--seed ${seed}`])
  ].join(" ") + given + beside
}

/** No experiment that a figure could show: what there is instead, and what to run. */
export const nothingToShow = (
  figure: Figure,
  experiments: readonly Described[],
  selection: Selection
): string => {
  const others = experiments.filter(({ spec }) => isAbout(figure, spec.task)).length
  const ofTasks = figure.tasks.join(", ")
  const beside = others === 0 ? "" : ` (stored with another selection: ${others})`
  const task = figure.tasks.find((name) => selection.tasks.length === 0 || selection.tasks.includes(name))
  const remedy = task === undefined
    ? `it is about ${ofTasks}, and --tasks names none of them`
    : `run: ${commandFor(figure, task, selection)}`
  return `no results of ${ofTasks} with ${showSelection(selection)}${beside}; ${remedy}`
}
