/**
 * Naming stored experiments on the command line.
 */
import * as Args from "@effect/cli/Args"
import * as Options from "@effect/cli/Options"
import type { Option } from "effect"

/** An experiment's id. */
export const idArgument = (name = "id") =>
  Args.text({ name }).pipe(Args.withDescription("The experiment's id, or a part that only its id has"))

export const json = Options.boolean("json").pipe(Options.withDescription("Print one JSON document"))

/** What a table is written as. */
export const exportFormats = ["jsonl", "csv", "parquet"] as const
export type ExportFormat = typeof exportFormats[number]

/** What an experiment's records name by digest only. */
export const keptParts = {
  dataset: Options.text("dataset").pipe(
    Options.withPseudoName("file"),
    Options.withDescription("The experiment's data set, when it was a file"),
    Options.optional
  ),
  pack: Options.text("pack").pipe(
    Options.withPseudoName("file"),
    Options.withDescription("The experiment's prompt pack, when it was a file"),
    Options.optional
  ),
  template: Options.text("template").pipe(
    Options.withPseudoName("path"),
    Options.withDescription("The experiment's chat template, when it was a folder or a file"),
    Options.optional
  )
}

/** The values of these flags. */
export interface KeptPartsFlags {
  readonly dataset: Option.Option<string>
  readonly pack: Option.Option<string>
  readonly template: Option.Option<string>
}
