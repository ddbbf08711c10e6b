/**
 * Choosing another experiment on the same data to put beside this one.
 */
import type { ExperimentList, ExperimentRow } from "../../wire/experiments.ts"
import { useJson } from "../data.ts"
import { go } from "../navigation.tsx"

interface CompareWithProps {
  readonly row: Pick<ExperimentRow, "id" | "dataset" | "split">
  readonly pathTo: (other: string) => string
}

const nameOf = ({ flags, id, model, task }: ExperimentRow): string =>
  `${[model, task, ...flags].join(" ")}: ${id}`

export const CompareWith = ({ pathTo, row }: CompareWithProps) => {
  const { data } = useJson<ExperimentList>("/api/experiments")
  const others =
    data?.experiments.filter(({ dataset, id, split }) =>
      id !== row.id && dataset === row.dataset && split === row.split
    ) ?? []
  if (others.length === 0) return null
  return (
    <label class="compare">
      <span>Compare with</span>
      <select value="" onChange={(event) => go(pathTo(event.currentTarget.value))}>
        <option value="">another experiment on the same data…</option>
        {others.map((other) => <option key={other.id} value={other.id}>{nameOf(other)}</option>)}
      </select>
    </label>
  )
}
