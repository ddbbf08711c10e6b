/**
 * Naming stored experiments on the command line.
 */
import * as Args from "@effect/cli/Args"
import * as Options from "@effect/cli/Options"

/** An experiment's id. */
export const idArgument = (name = "id") =>
  Args.text({ name }).pipe(Args.withDescription("The experiment's id, or a part that only its id has"))

export const json = Options.boolean("json").pipe(Options.withDescription("Print one JSON document"))

/** What a table is written as. */
export const exportFormats = ["jsonl", "csv", "parquet"] as const
export type ExportFormat = typeof exportFormats[number]

/** What the rows of an export are. */
export const exportTables = ["observations", "controls"] as const
export type ExportTable = typeof exportTables[number]

/** What transcripts are written as. */
export const transcriptFormats = ["latex", "markdown", "html"] as const
export type TranscriptFormat = typeof transcriptFormats[number]

/** Where a result goes. */
export const outFile = Options.text("out").pipe(
  Options.withPseudoName("file"),
  Options.withDescription("Where to write it (default stdout)"),
  Options.optional
)

/** Where an experiment's data is now. */
export const movedDataset = Options.text("dataset").pipe(
  Options.withPseudoName("file"),
  Options.withDescription("Where the experiment's data set is, when it was a file and has moved"),
  Options.optional
)
