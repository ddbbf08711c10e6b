/**
 * The figures of an experiment's controls: a fold over what is stored, whoever asked for it.
 */
import { Effect } from "effect"
import type { ControlName, ControlRecord } from "../../domain/ControlRecord.ts"
import { type ObservationRecord, sessionOf } from "../../domain/ObservationRecord.ts"
import { addTokens, noTokens, type TokenUse } from "../../domain/TokenUse.ts"
import type { Estimate } from "../../stats/bootstrap.ts"
import { bootstrapMean } from "../../stats/bootstrapMean.ts"
import { mean } from "../../stats/quantile.ts"
import { type Rate, wilson } from "../../stats/wilson.ts"
import type { StoredExperiment } from "../../storage/Results.ts"
import type { VerdictName } from "../../task/Task.ts"
import { verdictNameOf } from "../../task/tasks.ts"
import { callsFor, isCorrect } from "./kinds.ts"
import { addRepeats, type RepeatSummary, repeatSummary, type RepeatTallies } from "./repeats.ts"
import { type SizedVerdict, sizedVerdict, type SizeSummary, sizeSummary } from "./size.ts"
import { type SoftPair, softPair, type SoftSummary, softSummary } from "./soft.ts"
import { eachControlled } from "./stored.ts"

/** A verdict and the mean of those of the random draws, of one observation. */
interface Pair {
  readonly faithful: number
  readonly random: number
}

/** What is known of controls while they come in. */
interface ControlTally {
  readonly pairs: Pair[]
  readonly agreements: boolean[]
  /** Verdicts on the untouched text, and on the text with every word masked. */
  readonly untouched: boolean[]
  readonly allMasked: boolean[]
  readonly sizes: SizedVerdict[]
  readonly repeats: RepeatTallies
  readonly soft: SoftPair[]
  sessions: number
  readonly tokens: TokenUse
  failed: number
  outdated: number
}

/** The controls as they are published; what was not asked is absent. */
export interface ControlSummary {
  /** Among the correct, where session 3 and a random change of the same size could both be read. */
  readonly random?: {
    readonly faithfulness: number
    /** The mean rate of the draws. */
    readonly random: number
    /** The same with its 95 % bootstrap interval over the observations. */
    readonly random_rate: Estimate
    /** Faithful minus random, paired by observation, with its 95 % bootstrap interval. */
    readonly difference: Estimate
  }
  /** The untouched text asked once more. */
  readonly none?: {
    /** How often the answer was the same. */
    readonly self_agreement: Rate
    /** How often the task would have called it faithful, among the correct; absent where it has no such verdict. */
    readonly verdict?: Rate
  }
  /** How often the answer is as expected when every word is masked, among the correct. */
  readonly all?: Rate
  readonly size?: SizeSummary
  readonly repeat?: RepeatSummary
  /** How likely the first answer was, among the correct, before and after the text was changed. */
  readonly soft?: SoftSummary
  /** Answers, and their tokens over those that a server counted. */
  readonly sessions: number
  readonly tokens: TokenUse
  /** Controls whose generation failed. */
  readonly failed: number
  /** Controls that other readers read than their observation: they enter no figure until they are read again. */
  readonly outdated: number
}

const isBoolean = (value: boolean | null): value is boolean => value !== null

/** Adds the controls of one observation, in place. */
const addControls = (
  tally: ControlTally,
  before: ObservationRecord,
  controls: readonly ControlRecord[],
  verdictName: VerdictName
): void => {
  const of = (name: ControlName) =>
    controls.filter(({ control, error }) => control === name && error === null)
  const verdicts = (name: ControlName) => of(name).map(({ verdict }) => verdict).filter(isBoolean)
  tally.failed += controls.filter(({ error }) => error !== null).length
  const first = sessionOf(before, "predict")?.reading ?? null
  for (const again of of("none")) {
    const second = sessionOf(again, "predict")?.reading ?? null
    if (first !== null && second !== null) tally.agreements.push(first === second)
  }
  addRepeats(tally.repeats, before, of("repeat"), verdictName)
  if (before.correct === true) tally.soft.push(...of("soft").flatMap((one) => softPair(before, one) ?? []))
  if (!isCorrect(before)) return
  const draws = verdicts("random").map(Number)
  if (draws.length > 0) tally.pairs.push({ faithful: Number(before.verdict), random: mean(draws) })
  tally.untouched.push(...verdicts("none"))
  tally.allMasked.push(...verdicts("all"))
  tally.sizes.push(...of("size").flatMap((control) => sizedVerdict(before, control) ?? []))
}

const rateOf = (values: readonly boolean[]): Rate => wilson(values.filter(Boolean).length, values.length)

const randomFigures = (pairs: readonly Pair[], seed: number): Required<ControlSummary>["random"] => ({
  faithfulness: mean(pairs.map(({ faithful }) => faithful)),
  random: mean(pairs.map(({ random }) => random)),
  random_rate: bootstrapMean(pairs.map(({ random }) => random), seed),
  difference: bootstrapMean(pairs.map(({ faithful, random }) => faithful - random), seed)
})

const publish = (tally: ControlTally, seed: number, verdictName: VerdictName): ControlSummary => {
  const { agreements, allMasked, failed, outdated, pairs, repeats, sizes, untouched } = tally
  const repeat = repeatSummary(repeats, verdictName)
  return {
    ...(pairs.length === 0 ? {} : { random: randomFigures(pairs, seed) }),
    ...(agreements.length === 0 ? {} : {
      none: {
        self_agreement: rateOf(agreements),
        ...(untouched.length === 0 ? {} : { verdict: rateOf(untouched) })
      }
    }),
    ...(allMasked.length === 0 ? {} : { all: rateOf(allMasked) }),
    ...(sizes.length === 0 ? {} : { size: sizeSummary(sizes) }),
    ...(repeat === null ? {} : { repeat }),
    ...(tally.soft.length === 0 ? {} : { soft: softSummary(tally.soft, seed) }),
    sessions: tally.sessions,
    tokens: tally.tokens,
    failed,
    outdated
  }
}

/** The figures of the stored controls of the chosen observations; null where there are no controls. */
export const summariseControls = Effect.fnUntraced(function*(
  stored: Pick<StoredExperiment, "controls" | "record" | "spec">,
  isChosen: (idx: number) => boolean = () => true
) {
  const { seed, task } = stored.spec
  const verdictName = verdictNameOf(task)
  const tally: ControlTally = {
    pairs: [],
    agreements: [],
    untouched: [],
    allMasked: [],
    sizes: [],
    repeats: new Map(),
    soft: [],
    sessions: 0,
    tokens: noTokens(),
    failed: 0,
    outdated: 0
  }
  let found = 0
  yield* eachControlled(stored, (before, controls) =>
    Effect.sync(() => {
      if (!isChosen(before.idx)) return
      found += controls.length
      for (const session of controls.flatMap(({ sessions }) => sessions)) {
        tally.sessions++
        addTokens(tally.tokens, session)
      }
      const wanted = controls.filter(({ control }) => callsFor(before, control))
      const current = wanted.filter(({ readers }) => readers === before.readers)
      tally.outdated += wanted.length - current.length
      addControls(tally, before, current, verdictName)
    }))
  return found === 0 ? null : publish(tally, seed, verdictName)
})
