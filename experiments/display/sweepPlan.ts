/**
 * What a sweep would ask, as people and programs read it.
 */
import { Cause, Duration, Exit } from "effect"
import { toSend } from "../../src/sweep/plan/CellPlan.ts"
import { mostToSend, type PlannedCell, type SweepPlan } from "../../src/sweep/plan/planSweep.ts"
import { plainTable } from "./plainTable.ts"

const head = [
  "cell",
  "observations",
  "complete",
  "generations",
  "distinct",
  "cached",
  "to send",
  "and at most",
  "controls, at most",
  "tokens",
  "time, at most"
]
const colAligns = ["left", ...head.slice(1).map(() => "right" as const)] as const

const showTime = (seconds: number | null): string =>
  seconds === null ? "unknown" : Duration.format(Duration.seconds(Math.ceil(seconds)))

const grouped = (count: number) => count.toLocaleString("en-US")

/** What is the same in a row and in the sums. */
const figures = ({ cells }: SweepPlan) =>
  cells.flatMap(({ plan, tokens }) => Exit.isSuccess(plan) ? [{ plan: plan.value, tokens }] : [])

const sums = (sweep: SweepPlan) => {
  const all = figures(sweep)
  const sum = (of: (one: (typeof all)[number]) => number) => all.reduce((total, one) => total + of(one), 0)
  const isCompletionKnown = all.every(({ tokens }) => tokens?.completion !== null)
  return {
    observations: sum(({ plan }) => plan.observations),
    complete: sum(({ plan }) => plan.complete),
    known: sum(({ plan }) => plan.known),
    distinct: sum(({ plan }) => plan.distinct),
    cached: sum(({ plan }) => plan.cached),
    to_send: sum(({ plan }) => toSend(plan)),
    further_at_most: sum(({ plan }) => plan.atMost),
    controls_at_most: sum(({ plan }) => plan.controlsAtMost),
    prompt_tokens: sum(({ tokens }) => tokens?.prompt ?? 0),
    completion_tokens: isCompletionKnown ? sum(({ tokens }) => tokens?.completion ?? 0) : null,
    seconds: sweep.seconds
  }
}

const showTokens = (prompt: number, completion: number | null) =>
  completion === null ? `${grouped(prompt)} + ?` : `${grouped(prompt)} + ${grouped(completion)}`

const rowOf = ({ cell, plan, seconds, tokens }: PlannedCell): readonly string[] => {
  if (Exit.isFailure(plan)) return [cell.label, ...head.slice(1).map(() => "–")]
  const { atMost, cached, complete, controlsAtMost, distinct, known, observations } = plan.value
  return [
    cell.label,
    ...[observations, complete, known, distinct, cached, toSend(plan.value), atMost, controlsAtMost].map(
      grouped
    ),
    tokens === null ? "" : showTokens(tokens.prompt, tokens.completion),
    showTime(seconds)
  ]
}

const messageOf = (cause: Cause.Cause<{ readonly message: string }>): string => {
  const failure = Cause.failureOption(cause)
  return failure._tag === "Some" ? failure.value.message : Cause.pretty(cause)
}

/** Why some cells have no plan, each reason once. */
const problems = ({ cells }: SweepPlan): readonly string[] => [
  ...new Set(cells.flatMap(({ plan }) => Exit.isFailure(plan) ? [messageOf(plan.cause)] : []))
]

const legend = (sweep: SweepPlan): string => {
  const from = new Set(figures(sweep).map(({ tokens }) => tokens?.from))
  const ratio = from.has("stored generations")
    ? "by the lengths of stored generations"
      + (from.has("characters") ? ", or by the prompts' characters" : "")
    : "by the prompts' characters, four to a token"
  const speeds = [...sweep.speeds].filter(([model]) =>
    sweep.cells.some(({ cell }) => cell.experiment.model.id === model)
  )
  return [
    "Generations: those whose prompts are known, which are all of sessions 1 and 2, and of session 3 where the explanation",
    "is stored. Distinct: those that no cell above asks as well. And at most: session 3 where the explanation is not known;",
    "two cells may ask the same there, and an explanation that cannot be read ends before it. Controls: with stored ones.",
    `Tokens of prompts and of answers are estimates ${ratio}; "?": no such answer is stored.`,
    speeds.length === 0
      ? "Time is unknown: no speed of these models has been measured yet."
      : `Time is by the last measured speeds: ${
        speeds.map(([model, { ended, perSecond }]) =>
          `${model} ${perSecond.toPrecision(3)} generations/s (${ended.slice(0, 10)})`
        ).join(", ")
      }. Endpoint sets work beside each other.`
  ].join("\n")
}

/** A line for each cell, and one for all. */
export const planTable = (sweep: SweepPlan): string => {
  const all = sums(sweep)
  const total = [
    `all ${sweep.cells.length} cells`,
    ...[
      all.observations,
      all.complete,
      all.known,
      all.distinct,
      all.cached,
      all.to_send,
      all.further_at_most,
      all.controls_at_most
    ].map(grouped),
    showTokens(all.prompt_tokens, all.completion_tokens),
    showTime(sweep.seconds)
  ]
  return [
    plainTable(head, colAligns, [...sweep.cells.map(rowOf), total]),
    "",
    legend(sweep),
    ...problems(sweep).map((problem) => `\nNo plan: ${problem}`)
  ].join("\n")
}

const cellDocument = ({ cell: { endpoints, id, label }, plan, seconds, tokens }: PlannedCell) => {
  const named = { label, id, endpoints }
  if (Exit.isFailure(plan)) return { ...named, error: messageOf(plan.cause) }
  const { atMost, cached, complete, controlsAtMost, distinct, known, observations } = plan.value
  return {
    ...named,
    observations,
    complete,
    known,
    distinct,
    cached,
    to_send: toSend(plan.value),
    further_at_most: atMost,
    controls_at_most: controlsAtMost,
    to_send_at_most: mostToSend(plan.value),
    prompt_tokens: tokens?.prompt ?? null,
    completion_tokens: tokens?.completion ?? null,
    tokens_from: tokens?.from ?? null,
    seconds
  }
}

/** The same as one JSON document. */
export const planDocument = (sweep: SweepPlan) => ({ cells: sweep.cells.map(cellDocument), all: sums(sweep) })
