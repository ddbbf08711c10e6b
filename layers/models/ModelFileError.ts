/**
 * A file of a model that cannot be had: what is wrong, and what to do.
 */
import { Schema } from "effect"

export class ModelFileError extends Schema.TaggedError<ModelFileError>()("ModelFileError", {
  message: Schema.String
}) {}
