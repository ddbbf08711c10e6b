/**
 * A grid of experiments as its file says it: what a sweep runs, and what cluster jobs are made of.
 */
import { Schema } from "effect"
import { ChatFormatName } from "../chat/ChatFormat.ts"
import { ParamChanges } from "../domain/GenerateParams.ts"
import { CategoryName, Split } from "../domain/Observation.ts"
import { TaskName } from "../domain/Variation.ts"

const optional = <A, I>(schema: Schema.Schema<A, I>) => Schema.optionalWith(schema, { exact: true })

const Name = Schema.NonEmptyTrimmedString
const Count = Schema.Int.pipe(Schema.positive({ message: () => "must be a whole number from 1" }))
const CountFrom0 = Schema.Int.pipe(Schema.nonNegative({ message: () => "must be a whole number from 0" }))

const list = <A, I>(item: Schema.Schema<A, I>) => Schema.NonEmptyArray(item)
const oneOrMore = <A, I>(item: Schema.Schema<A, I>) => Schema.Union(item, list(item))

/** What answers, by the names of the flags of `introspect run`; what is left out has the default of the flag. */
const clientFields = {
  client: optional(Schema.Literal("TGI", "VLLM", "OpenAI", "LlamaCpp", "Simulated", "Offline")),
  /** The servers of this model, all of which share its requests. */
  endpoint: optional(oneOrMore(Name)),
  /** The environment variable that holds the servers' key. */
  api_key_env: optional(Name),
  /** Further headers, written `Name: value`. */
  header: optional(oneOrMore(Name)),
  vllm_legacy: optional(Schema.Boolean),
  /** The GGUF file of LlamaCpp, from the folder of the grid. */
  model_path: optional(Name),
  sequences: optional(Count),
  threads: optional(Count),
  context_size: optional(Count),
  /** The behaviour of the client Simulated. */
  profile: optional(Name),
  /** The most requests in flight at each server: a number, `auto` or `auto:N`. */
  max_workers: optional(Schema.Union(Count, Schema.String)),
  /** The most requests in a time, such as `60/min`. */
  rate_limit: optional(Name)
}
export const GridClient = Schema.Struct(clientFields)
export type GridClient = typeof GridClient.Type

const Controls = Schema.Array(Schema.Literal("random", "none", "all", "size"))

/** What may be said of all cells, of a model's, of a block's, or of some by `overrides`; the later counts. */
const settingsFields = {
  /** `none`, `default`, or the text of a system message. */
  system: optional(Schema.String),
  /** Sampling parameters; null leaves one out. */
  params: optional(ParamChanges),
  /** Only the first observations, after the shuffle. */
  limit: optional(Count),
  controls: optional(Controls),
  draws: optional(Count),
  repeats: optional(CountFrom0),
  /** Whether to ask how likely the possible answers are, where the server can tell. */
  soft: optional(Schema.Boolean)
}
export const GridSettings = Schema.Struct(settingsFields)
export type GridSettings = typeof GridSettings.Type

/** A model, and where it is asked. */
export const GridModel = Schema.Struct({
  /** The short name of a known model; or any, with an id or a type. */
  name: Name,
  id: optional(Name),
  revision: optional(Name),
  type: optional(ChatFormatName),
  /** The folder or file of the chat template of type Template, from the folder of the grid. */
  template: optional(Name),
  ...clientFields,
  ...settingsFields
})
export type GridModel = typeof GridModel.Type

/** A data set, and how it is read where it is not built in. */
export const GridDataset = Schema.Struct({
  /** Its name, or the path of a file from the folder of the grid. */
  name: Name,
  category: optional(CategoryName),
  config: optional(Name),
  /** The columns of the fields, such as `text=sentence,label=label`. */
  map: optional(Name)
})
export type GridDataset = typeof GridDataset.Type

/** The flags of one wording; `[]` is the plain one. */
const Flags = Schema.Array(Name)

const variationsByTask = Object.fromEntries(
  TaskName.literals.map((task) => [task, optional(list(Flags))])
) as {
  readonly [Name in TaskName]: Schema.optionalWith<
    Schema.NonEmptyArray<typeof Flags>,
    { readonly exact: true }
  >
}

/** Lists of flags: the same for every task, or by task, where a task that is left out has no flags. */
export const GridVariations = Schema.Union(list(Flags), Schema.Struct(variationsByTask))
export type GridVariations = typeof GridVariations.Type

const axesFields = {
  datasets: list(Schema.Union(Name, GridDataset)),
  splits: list(Split),
  tasks: list(TaskName),
  variations: GridVariations,
  /** Prompt packs by name, or by a path from the folder of the grid. */
  packs: list(Name),
  seeds: list(CountFrom0)
}

/** Further cells: what is left out is as in the grid. */
export const GridInclude = Schema.Struct({
  /** Names of the grid's models. */
  models: optional(list(Name)),
  datasets: optional(axesFields.datasets),
  splits: optional(axesFields.splits),
  tasks: optional(axesFields.tasks),
  variations: optional(axesFields.variations),
  packs: optional(axesFields.packs),
  seeds: optional(axesFields.seeds),
  ...settingsFields
})
export type GridInclude = typeof GridInclude.Type

/** Which cells are meant: those that have one of the values of each key, and all of the flags. */
export const GridMatch = Schema.Struct({
  model: optional(oneOrMore(Name)),
  dataset: optional(oneOrMore(Name)),
  split: optional(oneOrMore(Split)),
  task: optional(oneOrMore(TaskName)),
  flags: optional(list(Name)),
  pack: optional(oneOrMore(Name)),
  seed: optional(oneOrMore(CountFrom0))
})
export type GridMatch = typeof GridMatch.Type

export const GridOverride = Schema.Struct({ match: GridMatch, ...settingsFields })
export type GridOverride = typeof GridOverride.Type

/** The file: every combination of its axes, the further ones of `include`, without those of `exclude`. */
export const Grid = Schema.Struct({
  models: list(Schema.Union(Name, GridModel)),
  datasets: axesFields.datasets,
  /** Default: test. */
  splits: optional(axesFields.splits),
  tasks: axesFields.tasks,
  /** Default: the plain wording. */
  variations: optional(axesFields.variations),
  /** Default: the default pack. */
  packs: optional(axesFields.packs),
  /** Default: 0. */
  seeds: optional(axesFields.seeds),
  ...settingsFields,
  include: optional(Schema.Array(GridInclude)),
  exclude: optional(Schema.Array(GridMatch)),
  overrides: optional(Schema.Array(GridOverride))
})
export type Grid = typeof Grid.Type

/** Values that may be written alone or as a list. */
export const listOf = <A extends string | number>(value: A | readonly A[] | undefined): readonly A[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as A]

/** A model or a data set that is only named. */
export const named = <A extends { readonly name: string }>(item: string | A): A =>
  typeof item === "string" ? { name: item } as A : item
