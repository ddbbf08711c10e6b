/**
 * How far an experiment is.
 */
import type { ExperimentRow } from "../../wire/experiments.ts"
import { percent, whole } from "../figures.ts"

export const Progress = (
  { row: { records, size } }: { readonly row: Pick<ExperimentRow, "records" | "size"> }
) =>
  size === null || size === 0 ? <span>{whole(records)}</span> : (
    <span class="progress">
      <progress max={size} value={records} aria-label="observations">{percent(records / size)}</progress>
      <span class="small">{whole(records)} of {whole(size)}</span>
    </span>
  )
