/**
 * What is known of a model by its short name, and the check of a user's own list of models.
 */
import { Either, ParseResult, Schema } from "effect"
import { ParamChanges } from "../domain/GenerateParams.ts"
import { Price } from "../domain/TokenUse.ts"
import { ChatFormatName } from "./ChatFormat.ts"

const exact = { exact: true } as const

/** What a list of models says of one. */
export const ModelEntry = Schema.Struct({
  /** The Hub's `owner/name`, or the name by which a service knows it. */
  id: Schema.NonEmptyTrimmedString,
  /** What figures call the models that differ by their size only: `Llama 2`. */
  family: Schema.optionalWith(Schema.NonEmptyTrimmedString, exact),
  /** Parameters in billions, those of all experts, where the publisher tells. */
  size: Schema.optionalWith(Schema.Positive, exact),
  type: Schema.optionalWith(ChatFormatName, { default: () => "Chat" as const }),
  /** The system message when the user names none. */
  system: Schema.optionalWith(Schema.Literal("none", "default"), { default: () => "none" as const }),
  /** Strings that end an answer, beside those of the format, where the prompt goes out as a text. */
  stop: Schema.optionalWith(Schema.Array(Schema.NonEmptyString), exact),
  /** What the model, or its service, needs otherwise than the paper's parameters; null leaves one out. */
  params: Schema.optionalWith(ParamChanges, exact),
  /** What its user should know. */
  note: Schema.optionalWith(Schema.NonEmptyString, exact),
  /** What a hosted service takes. */
  price: Schema.optionalWith(Price, exact)
})
export type ModelEntry = typeof ModelEntry.Type

/** Short name -> model. Names are looked up without regard to case. */
export const ModelRegistry = Schema.Record({ key: Schema.NonEmptyTrimmedString, value: ModelEntry })
export type ModelRegistry = typeof ModelRegistry.Type

/** A list of models that cannot be used; one problem a line, each with the entry and the field. */
export class ModelRegistryError extends Schema.TaggedError<ModelRegistryError>()("ModelRegistryError", {
  problems: Schema.NonEmptyArray(Schema.String)
}) {
  override get message(): string {
    return this.problems.join("\n")
  }
}

const decode = Schema.decodeUnknownEither(ModelRegistry, { errors: "all", onExcessProperty: "error" })

/** Names that differ only by their case would be one model. */
const twins = (registry: ModelRegistry): readonly string[] => {
  const names = Object.keys(registry)
  return names.filter((name, i) => names.findIndex((other) => sameName(other, name)) < i)
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** Models from parsed JSON or YAML: an object of entries by short name. */
export const decodeModels = (data: unknown): Either.Either<ModelRegistry, ModelRegistryError> =>
  Either.flatMap(
    Either.mapLeft(decode(data), (error) => {
      const [first, ...rest] = ParseResult.ArrayFormatter.formatErrorSync(error)
        .map(({ message, path }) => `${path.join(".") || "the list of models"}: ${message}`)
      return new ModelRegistryError({ problems: [first ?? error.message, ...rest] })
    }),
    (registry) => {
      const [first, ...rest] = twins(registry).map((name) => `${name}: there is another model of this name`)
      return first === undefined
        ? Either.right(registry)
        : Either.left(new ModelRegistryError({ problems: [first, ...rest] }))
    }
  )

/** A model of a list with its name as the list writes it. */
export const findModel = (
  registry: ModelRegistry,
  name: string
): { readonly name: string; readonly entry: ModelEntry } | undefined => {
  const found = Object.keys(registry).find((known) => sameName(known, name))
  return found === undefined ? undefined : { name: found, entry: registry[found]! }
}

/** One list with another's entries before its own. */
export const extendModels = (registry: ModelRegistry, more: ModelRegistry): ModelRegistry => ({
  ...Object.fromEntries(
    Object.entries(registry).filter(([name]) => findModel(more, name) === undefined)
  ),
  ...more
})
