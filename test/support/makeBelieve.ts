/**
 * Made-up results by the names of real models, for tests of figures and tables: nobody measured them.
 */
import { Effect } from "effect"
import { PCGRandom } from "effect/Utils"
import type { ControlRecord } from "../../src/domain/ControlRecord.ts"
import type { ExperimentSpec } from "../../src/domain/ExperimentSpec.ts"
import type { CategoryName } from "../../src/domain/Observation.ts"
import type { ObservationRecord } from "../../src/domain/ObservationRecord.ts"
import { flagsInId, type TaskName } from "../../src/domain/Variation.ts"
import { Results } from "../../src/storage/Results.ts"
import { recordWith, sessionWith, specWith } from "./records.ts"

/** One observation: its label, the answers of the first and the last session, and what became of them. */
export interface Told {
  readonly label: string
  readonly predict: string
  /** The answer of session 3, or whether the question can be answered. */
  readonly last?: string
  readonly verdict?: boolean | null
  /** Verdicts on random changes of the same size. */
  readonly random?: readonly boolean[]
}

export interface MadeUp {
  readonly model: string
  readonly dataset: string
  readonly task: TaskName
  readonly flags?: readonly string[]
  readonly seed?: number
  readonly system?: string
  /** Appended to the id, as that of an experiment that differs in what has no part of its own there. */
  readonly extra?: string
  readonly told: readonly Told[]
}

const categories: { readonly [dataset: string]: CategoryName } = {
  RTE: "entailment",
  MCTest: "multi-choice",
  "bAbI-1": "multi-choice"
}

export const specOfMadeUp = (
  { dataset, flags = [], model, seed = 0, system = "none", task }: Omit<MadeUp, "told">
): ExperimentSpec => ({
  ...specWith({ flags, seed, system, task }),
  model: { name: model, id: model, revision: null, type: "Chat" },
  dataset: { name: dataset, category: categories[dataset] ?? "sentiment", sha256: null }
})

export const idOfMadeUp = (
  { dataset, extra = "", flags = [], model, seed = 0, system = "none", task }: Omit<MadeUp, "told">
): string => {
  const part = (text: string) => text.toLowerCase().replace(/[^a-z0-9.+-]+/g, "-")
  return `analysis_m-${part(model)}_y-${system}_d-${part(dataset)}_p-test_t-${task}_c-${
    flagsInId(flags)
  }_s-${seed}${extra}`
}

const recordOf = (
  task: TaskName,
  idx: number,
  { label, last, predict, verdict = null }: Told
): ObservationRecord =>
  recordWith(idx, {
    label,
    sessions: [
      sessionWith("predict", { reading: predict, durationMillis: 60_000 }),
      ...(last === undefined
        ? []
        : [
          sessionWith(task === "answerable" ? "ability" : "explain_predict", {
            reading: last,
            durationMillis: 30_000
          })
        ])
    ],
    correct: predict === label,
    verdict
  })

const controlsOf = (before: ObservationRecord, { random = [] }: Told): readonly ControlRecord[] =>
  random.map((verdict, draw) => ({
    ...before,
    control: "random",
    number: draw + 1,
    size: { words: 20, changed: 4 },
    verdict
  }))

/** Stores made-up results. */
export const keep = Effect.fnUntraced(function*(made: MadeUp) {
  const { open } = yield* Results
  const results = yield* open(idOfMadeUp(made), specOfMadeUp(made))
  for (const [idx, told] of made.told.entries()) {
    const record = recordOf(made.task, idx, told)
    yield* results.put(record)
    yield* Effect.forEach(controlsOf(record, told), results.putControl, { discard: true })
  }
}, Effect.scoped)

const answersOf: { readonly [category in CategoryName]: readonly string[] } = {
  sentiment: ["positive", "negative"],
  entailment: ["yes", "no"],
  "multi-choice": ["bathroom", "bedroom", "garden", "hallway", "kitchen", "office"]
}

/** So many observations with about these rates, the same for the same seed. */
export const someTold = (
  { dataset, task }: Pick<MadeUp, "dataset" | "task">,
  { accuracy, faithfulness, n, random, seed }: {
    readonly n: number
    readonly accuracy: number
    readonly faithfulness: number
    readonly random: number
    readonly seed: number
  }
): readonly Told[] => {
  const generator = new PCGRandom(seed)
  const number = () => generator.number()
  const answers = answersOf[categories[dataset] ?? "sentiment"]
  const one = () => answers[Math.floor(number() * answers.length)]!
  return Array.from({ length: n }, (): Told => {
    const label = one()
    const predict = number() < accuracy ? label : number() < 0.3 ? "unknown" : one()
    if (task === "classify") return { label, predict }
    const verdict = number() < faithfulness
    if (task === "answerable") return { label, predict, last: verdict ? "yes" : "no", verdict }
    const reached = task === "counterfactual" ? answers.find((answer) => answer !== label)! : "unknown"
    return {
      label,
      predict,
      last: verdict ? reached : label,
      verdict,
      random: [number() < random, number() < random, number() < random]
    }
  })
}

const paperModels = ["llama2-70b", "llama2-7b", "falcon-40b", "falcon-7b", "mistral-v1-7b"]
const paperDatasets = ["IMDB", "RTE", "bAbI-1", "MCTest"]
const paperTasks: readonly TaskName[] = ["classify", "answerable", "counterfactual", "redacted", "importance"]
const otherFlags: { readonly [task in TaskName]: readonly (readonly string[])[] } = {
  classify: [[], ["m-removed"], ["c-no-redacted"]],
  answerable: [[], ["i-options"]],
  counterfactual: [[], ["e-implicit-target"]],
  redacted: [[], ["m-removed"], ["e-short"]],
  importance: [[], ["m-removed"]]
}

const personaFlags = (task: TaskName, persona: string): readonly string[] => [
  `c-persona-${persona}`,
  ...(task === "classify" ? [] : [`${task === "answerable" ? "i" : "e"}-persona-${persona}`])
]

/** The grid of the paper, made up: five models, four data sets, five tasks, and the variations of one model. */
export const madeUpGrid = (n: number): readonly MadeUp[] => {
  let seed = 0
  const tell = (cell: Omit<MadeUp, "told">): MadeUp => {
    seed++
    const share = (k: number) => ((seed * k) % 17) / 17
    const rates = { accuracy: 0.5 + share(5) / 2, faithfulness: share(7), random: share(3) / 4 }
    return { ...cell, told: someTold(cell, { n, seed, ...rates }) }
  }
  const plain = paperModels.flatMap((model) =>
    paperDatasets.flatMap((dataset) => paperTasks.map((task) => ({ model, dataset, task })))
  )
  const varied = paperDatasets.flatMap((dataset) =>
    paperTasks.flatMap((task) =>
      ["", "you", "human"].flatMap((persona) =>
        otherFlags[task].map((flags) => ({
          model: "llama2-70b",
          dataset,
          task,
          flags: [...(persona === "" ? [] : personaFlags(task, persona)), ...flags].toSorted()
        }))
      )
    )
  )
  return [...plain, ...varied.filter(({ flags }) => flags.length > 0)].map(tell)
}
