/**
 * A report: experiments with their figures, cautions and examples.
 */
import type { Transcript } from "../transcript/Transcript.ts"
import type { ReportedExperiment } from "./ReportedExperiment.ts"

/** One experiment of a report, by a label that tells it from the others. */
export interface ReportEntry {
  readonly label: string
  readonly experiment: ReportedExperiment
  /** Faithful ones first: see `ExampleChoice`. */
  readonly examples: readonly Transcript[]
}

export interface Report {
  readonly entries: readonly ReportEntry[]
  /** When it was made, in ISO 8601. */
  readonly made: string
  /** Name and version of this program. */
  readonly program: string
  /** The command that makes it again. */
  readonly command: string
  /** How many examples of each kind were chosen. */
  readonly examplesOfEach: number
}
