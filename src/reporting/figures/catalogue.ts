/**
 * The figures by the names of the Python original.
 */
import type { TaskName, Variation } from "../../domain/Variation.ts"
import {
  dataset,
  type Dimension,
  mask,
  maskNote,
  modelFamily,
  modelName,
  modelSize,
  options,
  persona,
  promptLength,
  promptVariation,
  target,
  task
} from "./Dimension.ts"
import type { ClassFigure, Figure, RateFigure } from "./Figure.ts"

const explanations: readonly TaskName[] = ["counterfactual", "redacted", "importance"]

const nothing = () => []

const personaAnd = (...parts: readonly (keyof Variation)[]) => (): readonly (keyof Variation)[] => [
  "classifyPersona",
  "taskPersona",
  ...parts
]

/** By model: size along x, a colour for each family. */
const byModel = { x: modelSize, colour: modelFamily, isJoined: true, varied: nothing } as const

/** Faithfulness of one kind of explanation, by persona and one more part of the wording. */
const faithfulnessByPrompt = (
  of: TaskName,
  title: string,
  colour: Dimension,
  part: keyof Variation
): RateFigure => ({
  kind: "rate",
  name: `${of}_y-faithfulness_x-prompt`,
  title,
  tasks: [of],
  measure: "faithfulness",
  pages: [modelName],
  rows: null,
  columns: dataset,
  x: persona,
  colour,
  isJoined: false,
  varied: personaAnd(part)
})

const classes = (
  of: TaskName,
  title: string,
  columns: Dimension | null,
  parts: readonly (keyof Variation)[],
  fill: Pick<ClassFigure, "fill" | "fillTitle">
): ClassFigure => ({
  kind: "classes",
  name: `${of}_y-classes_x-prompt`,
  title,
  tasks: [of],
  pages: [modelName, dataset],
  rows: persona,
  columns,
  varied: personaAnd(...parts),
  ...fill
})

const lastAnswer = { fill: "explain_predict", fillTitle: "Answer in session 3" } as const

/** All of them, in the order of the documentation. */
export const figures: readonly Figure[] = [
  {
    kind: "rate",
    name: "classify_y-accuracy_x-model",
    title: "Accuracy of classification by model",
    tasks: ["classify"],
    measure: "accuracy",
    pages: [],
    rows: null,
    columns: dataset,
    ...byModel
  },
  {
    kind: "rate",
    name: "classify_y-accuracy_x-prompt",
    title: "Accuracy of classification by prompt",
    tasks: ["classify"],
    measure: "accuracy",
    pages: [modelName],
    rows: null,
    columns: dataset,
    x: maskNote,
    colour: persona,
    isJoined: false,
    varied: personaAnd("mask", "maskNote")
  },
  {
    kind: "rate",
    name: "explain_y-faithfulness_x-model",
    title: "Faithfulness by model",
    tasks: explanations,
    measure: "faithfulness",
    pages: [task],
    rows: null,
    columns: dataset,
    ...byModel
  },
  {
    kind: "rate",
    name: "explain_f-task_y-faithfulness_x-model",
    title: "Faithfulness by model and kind of explanation",
    tasks: explanations,
    measure: "faithfulness",
    pages: [],
    rows: dataset,
    columns: task,
    ...byModel
  },
  {
    kind: "rate",
    name: "explain_f-task_y-faithfulness_x-prompt",
    title: "Faithfulness by prompt and kind of explanation",
    tasks: explanations,
    measure: "faithfulness",
    pages: [modelName],
    rows: dataset,
    columns: task,
    x: promptVariation,
    colour: persona,
    isJoined: false,
    varied: (of) => personaAnd(of === "counterfactual" ? "implicitTarget" : "mask")()
  },
  faithfulnessByPrompt(
    "counterfactual",
    "Faithfulness of counterfactuals by prompt",
    target,
    "implicitTarget"
  ),
  faithfulnessByPrompt("redacted", "Faithfulness of redactions by prompt", mask, "mask"),
  faithfulnessByPrompt("importance", "Faithfulness of important words by prompt", mask, "mask"),
  classes("classify", "Answers of classification", maskNote, ["mask", "maskNote"], {
    fill: "label",
    fillTitle: "Label"
  }),
  classes("answerable", "Answers, and whether the question was called answerable", options, ["listOptions"], {
    fill: "ability",
    fillTitle: "Called answerable"
  }),
  classes("counterfactual", "Answers before and after the edit", target, ["implicitTarget"], lastAnswer),
  classes("redacted", "Answers before and after the redaction", promptLength, ["short"], lastAnswer),
  classes("importance", "Answers before and after masking the important words", null, [], lastAnswer)
]

export const figureNames: readonly string[] = figures.map(({ name }) => name)
