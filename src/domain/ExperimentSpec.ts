/**
 * What an experiment is: a serialisable value that determines every prompt, generation and reading.
 */
import { Schema } from "effect"
import { GenerateParams } from "./GenerateParams.ts"
import { CategoryName, Split } from "./Observation.ts"
import { OwnTaskName, TaskName } from "./Variation.ts"

const Sha256 = Schema.String.pipe(Schema.pattern(/^[0-9a-f]{64}$/))

/** A data set of the Hub, as it was at one commit. */
export const HubRevision = Schema.Struct({
  repo: Schema.String,
  config: Schema.String,
  revision: Schema.String
})
export type HubRevision = typeof HubRevision.Type

/** A specification, as it stands in results and in the summary. */
export const ExperimentSpec = Schema.Struct({
  format: Schema.Literal("introspect-experiment/1"),
  model: Schema.Struct({
    /** Short name, as in the experiment's id. */
    name: Schema.String,
    /** The id that requests carry, usually the Hub's `owner/name`. */
    id: Schema.String,
    revision: Schema.NullOr(Schema.String),
    /** Name of the chat format. */
    type: Schema.String,
    /** Digest of the model's own chat template, where that is the format. */
    template: Schema.optionalWith(Sha256, { exact: true })
  }),
  /** `none`, `default`, or the text of a custom system message. */
  system: Schema.String,
  dataset: Schema.Struct({
    name: Schema.String,
    category: CategoryName,
    /** Digest of the content of a data set that is a user's file; null for the named ones. */
    sha256: Schema.NullOr(Sha256),
    /** What a data set of the Hub was taken from. */
    hub: Schema.optionalWith(HubRevision, { exact: true }),
    /** The map by which its columns were read: see `showColumnMap`. */
    map: Schema.optionalWith(Schema.String, { exact: true })
  }),
  split: Split,
  task: Schema.Union(TaskName, OwnTaskName),
  /** What determines a task that somebody else has defined: the version of its code, and the digest of its prompts. */
  ownTask: Schema.optionalWith(Schema.Struct({ version: Schema.String, sha256: Sha256 }), { exact: true }),
  /** Normalised flags: see `normaliseFlags`. */
  flags: Schema.Array(Schema.String),
  /** Seeds the sampling (it is also in `params`) and the order of the observations. */
  seed: Schema.NonNegativeInt,
  params: GenerateParams,
  pack: Schema.Struct({ name: Schema.String, sha256: Sha256 })
})
export type ExperimentSpec = typeof ExperimentSpec.Type
