/**
 * From the names that a user gives a model to its id and its chat format.
 */
import { Either, Schema } from "effect"
import type { ChatFormat, ChatFormatName } from "../chat/ChatFormat.ts"
import { type ChatTemplate, templateDigest } from "../chat/ChatTemplate.ts"
import { chatFormats } from "../chat/formats.ts"
import type { ModelEntry, ModelRegistry } from "../chat/ModelEntry.ts"
import { modelEntry, models } from "../chat/models.ts"
import { templateFormat } from "../chat/Template.ts"
import type { ExperimentSpec } from "../domain/ExperimentSpec.ts"
import { didYouMean } from "../domain/nearest.ts"

/** A model as a user names it. */
export interface ModelDefinition {
  /** Short name of a known model, in any case; or any name together with an id or a type. */
  readonly name: string
  /** The Hub's `owner/name`, or a service's own name; default: the known model's, else the name. */
  readonly id?: string | undefined
  readonly revision?: string | undefined
  /** The chat format; default: the known model's, else `Chat`. */
  readonly type?: ChatFormatName | undefined
  /** The model's own chat template, which the type `Template` needs. */
  readonly template?: ChatTemplate | undefined
  /** Models by short names; default: those that the package knows. */
  readonly registry?: ModelRegistry | undefined
}

/** A model in a specification, with the name of its format. */
export type SpecifiedModel = ExperimentSpec["model"] & { readonly type: ChatFormatName }

/** A model that cannot be asked: what is wrong, and what would be right. */
export class ModelError extends Schema.TaggedError<ModelError>()("ModelError", {
  message: Schema.String
}) {}

/** What is known of a model before its template is read. */
export interface NamedModel {
  readonly model: SpecifiedModel
  readonly entry: ModelEntry | undefined
}

/** Finds a model by its name; any other model is known by its id. */
export const nameModel = (
  { id, name, registry = models, revision, type }: ModelDefinition
): Either.Either<NamedModel, ModelError> => {
  const known = modelEntry(name, registry)
  if (known === undefined && id === undefined && type === undefined) {
    return Either.left(
      new ModelError({
        message:
          `unknown model ${name}${
            didYouMean(name, Object.keys(registry))
          }; introspect models lists the known `
          + "ones. Name any other by --model-id: the Hub's owner/name, or the name that its server knows"
      })
    )
  }
  return Either.right({
    model: {
      name: known?.name ?? name,
      id: id ?? known?.entry.id ?? name,
      revision: revision ?? null,
      type: type ?? known?.entry.type ?? "Chat"
    },
    entry: known?.entry
  })
}

/** A model with its format. */
export interface ResolvedModel extends NamedModel {
  readonly format: ChatFormat
  /** The model's own chat template, where that is the format. */
  readonly template: ChatTemplate | undefined
}

/** Finds a model and its format. */
export const resolveModel = (
  definition: ModelDefinition
): Either.Either<ResolvedModel, ModelError> =>
  Either.gen(function*() {
    const { entry, model } = yield* nameModel(definition)
    if (model.type !== "Template") {
      return { entry, model, format: chatFormats[model.type], template: undefined }
    }
    const { template } = definition
    if (template === undefined) {
      return yield* Either.left(
        new ModelError({ message: `the type Template needs the chat template of ${model.id}` })
      )
    }
    const format = yield* Either.mapLeft(
      templateFormat(template),
      ({ message }) => new ModelError({ message })
    )
    return { entry, model: { ...model, template: templateDigest(template) }, format, template }
  })
