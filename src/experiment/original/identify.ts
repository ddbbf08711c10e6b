/**
 * Which experiment a file of the original is about.
 */
import { Either, Schema } from "effect"
import { ChatFormatName } from "../../chat/ChatFormat.ts"
import type { ExperimentSpec } from "../../domain/ExperimentSpec.ts"
import { type CategoryName, Split } from "../../domain/Observation.ts"
import { flagsOf, TaskName } from "../../domain/Variation.ts"
import { type Experiment, ExperimentError, makeExperiment } from "../Experiment.ts"
import { originalPack } from "./wording.ts"

const datasets: { readonly [name: string]: readonly [name: string, category: CategoryName] } = {
  imdb: ["IMDB", "sentiment"],
  sst2: ["SST2", "sentiment"],
  rte: ["RTE", "entailment"],
  "babi-1": ["bAbI-1", "multi-choice"],
  "babi-2": ["bAbI-2", "multi-choice"],
  "babi-3": ["bAbI-3", "multi-choice"],
  mctest: ["MCTest", "multi-choice"]
}

/** `args` of the document: what the original's command line was given, with its defaults. */
const Args = Schema.partial(Schema.Struct({
  model_name: Schema.NullOr(Schema.String),
  model_id: Schema.NullOr(Schema.String),
  model_type: Schema.NullOr(ChatFormatName),
  system_message: Schema.NullOr(Schema.String),
  dataset: Schema.String,
  split: Split,
  task: TaskName,
  task_config: Schema.Array(Schema.String),
  seed: Schema.NonNegativeInt,
  client: Schema.String
}))
type Args = typeof Args.Type

/** A document of the original: figures are compared with it, and all else is in `args`. */
export const OriginalDocument = Schema.Struct({
  args: Schema.optionalWith(Args, { default: () => ({}) }),
  results: Schema.optionalWith(Schema.Record({ key: Schema.String, value: Schema.Unknown }), {
    default: () => ({})
  })
})

/** Splits `a-b-c-d` where flags that themselves have hyphens begin. */
const flagsIn = (text: string): readonly string[] => {
  const known = [...new Set(TaskName.literals.flatMap(flagsOf)), "e-implcit-target"]
    .toSorted((a, b) => b.length - a.length)
  const found = known.find((flag) => text === flag || text.startsWith(`${flag}-`))
  if (found === undefined) return text === "" ? [] : [text]
  return [found, ...flagsIn(text.slice(found.length + 1))]
}

const pattern =
  /^analysis_m-(.+?)(?:_y-([a-z]+))?_d-(.+?)(?:_p-([a-z]+))?_t-([a-z]+)(?:_c-(.*?))?(?:_s-(\d+))?$/

/** What the id alone says. */
const partsOf = (id: string): unknown => {
  const [, model_name, system_message, dataset, split, task, config = "", seed] = pattern.exec(id) ?? []
  return {
    ...(model_name === undefined ? {} : { model_name }),
    ...(system_message === undefined ? {} : { system_message }),
    ...(dataset === undefined ? {} : { dataset }),
    ...(split === undefined ? {} : { split }),
    ...(task === undefined ? {} : { task }),
    task_config: flagsIn(config),
    ...(seed === undefined ? {} : { seed: Number(seed) })
  }
}

/** An experiment of the original under the name that it has with us. */
export interface OriginalExperiment {
  readonly experiment: Experiment
  readonly dataset: ExperimentSpec["dataset"]
  /** How many milliseconds a unit of the recorded durations has. */
  readonly millis: number
  /** Whether a server measured the durations. */
  readonly durationBy: "server" | "client"
}

const problem = (message: string) => Either.left(new ExperimentError({ message }))

/** Resolves an experiment from the name of its files and its document, where there is one. */
export const identifyOriginal = (
  id: string,
  document: unknown
): Either.Either<OriginalExperiment, ExperimentError> =>
  Either.gen(function*() {
    const decode = <A, I>(schema: Schema.Schema<A, I>, value: unknown) =>
      Either.mapLeft(
        Schema.decodeUnknownEither(schema)(value),
        ({ message }) => new ExperimentError({ message })
      )
    const fromId = yield* decode(Args, partsOf(id))
    const { args } = yield* decode(OriginalDocument, document ?? {})
    const {
      client,
      dataset,
      model_id,
      model_name,
      model_type,
      seed,
      split,
      system_message,
      task,
      task_config
    }: Args = {
      ...fromId,
      ...args
    }
    const known = datasets[(dataset ?? "").toLowerCase()]
    if (known === undefined) return yield* problem(`unknown data set ${dataset ?? "(none)"}`)
    if (task === undefined || !model_name) return yield* problem("its name tells no task or no model")
    const experiment = yield* makeExperiment({
      model: { name: model_name, id: model_id ?? undefined, type: model_type ?? undefined },
      system: system_message ?? undefined,
      dataset: known[0],
      split: split ?? "train",
      task,
      flags: task_config,
      seed,
      pack: originalPack
    })
    const isVllm = client === "VLLM"
    return {
      experiment,
      dataset: { name: known[0], category: known[1], sha256: null },
      millis: isVllm ? 1000 : 1,
      durationBy: isVllm ? "client" as const : "server" as const
    }
  })
