/**
 * What an experiment is, in words rather than by its id.
 */
import { useEffect } from "preact/hooks"
import type { ExperimentRow } from "../../wire/experiments.ts"

type Named = Pick<ExperimentRow, "model" | "dataset" | "split" | "task" | "flags" | "isSimulated">

/** The words of an experiment's title. */
export const titleOf = ({ dataset, model, task }: Named): string => `${model} · ${dataset} · ${task}`

export const Title = ({ row }: { readonly row: Named }) => (
  <span class="title">
    <span class="model">{row.model}</span>
    {row.isSimulated && <span class="tag simulated">simulated</span>}
    <span class="what">
      {row.dataset} <span class="quiet">{row.split}</span>
    </span>
    <span class="what">{row.task}</span>
    {row.flags.map((flag) => <span key={flag} class="tag">{flag}</span>)}
  </span>
)

/** Names the page in the browser's tab. */
export const useTitle = (title: string): void => {
  useEffect(() => {
    document.title = `${title} – introspect`
  }, [title])
}
