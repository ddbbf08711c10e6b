/**
 * All experiments: what was run, how far it is, and what it came to.
 */
import type { ExperimentList, ExperimentRow } from "../../wire/experiments.ts"
import { changed, experimentPath } from "../address.ts"
import { useJson } from "../data.ts"
import { ago, counted, minute, points, whole } from "../figures.ts"
import { focusSearch, rowKeys, useKeys } from "../keys.ts"
import { Link, replace } from "../navigation.tsx"
import { Progress } from "../parts/Progress.tsx"
import { Rate } from "../parts/Rate.tsx"
import { Status } from "../parts/Status.tsx"
import { Title, useTitle } from "../parts/Title.tsx"

type SortKey = string | number

const rateOf = (rate: ExperimentRow["verdict"]): number => rate?.rate ?? -1

/** The columns, with what each is sorted by; those without are not. */
const columns: readonly {
  readonly name: string
  readonly key: string
  readonly by?: (row: ExperimentRow) => SortKey
}[] = [
  { name: "Experiment", key: "name", by: ({ dataset, model, task }) => `${model} ${dataset} ${task}` },
  { name: "Observations", key: "records", by: ({ records }) => records },
  { name: "Accuracy", key: "accuracy", by: ({ accuracy }) => rateOf(accuracy) },
  { name: "Faithful", key: "faithful", by: ({ verdict }) => rateOf(verdict) },
  { name: "Unread, errors", key: "unread", by: ({ errors, mismatches }) => mismatches + errors },
  {
    name: "Beyond random",
    key: "controls",
    by: ({ controls }) => controls?.random?.difference.value ?? -2
  },
  { name: "Last change", key: "changed", by: ({ changedAt }) => changedAt }
]

const compare = (a: SortKey, b: SortKey): number =>
  typeof a === "string" && typeof b === "string" ? a.localeCompare(b) : Number(a) - Number(b)

const sorted = (rows: readonly ExperimentRow[], sort: string): readonly ExperimentRow[] => {
  const by = columns.find(({ key }) => key === sort.replace("-", ""))?.by
  if (by === undefined) return rows
  const direction = sort.startsWith("-") ? -1 : 1
  return rows.toSorted((a, b) => direction * compare(by(a), by(b)))
}

const textOf = ({ dataset, flags, id, isSimulated, model, split, task }: ExperimentRow): string =>
  [id, model, dataset, split, task, ...flags, isSimulated ? "simulated" : ""].join(" ").toLowerCase()

const matching = (rows: readonly ExperimentRow[], words: string): readonly ExperimentRow[] => {
  const wanted = words.toLowerCase().split(/\s+/)
  return rows.filter((row) => wanted.every((word) => textOf(row).includes(word)))
}

const Controls = ({ controls }: Pick<ExperimentRow, "controls">) => {
  const difference = controls?.random?.difference
  if (difference === undefined) return <span class="none">–</span>
  const { high, low, n, value } = difference
  return (
    <span
      class="rate"
      title="faithful minus a random change of the same size, in percentage points, with its 95 % interval"
    >
      <span class="value">{points(value)}</span>
      <span class="small">
        {points(low)} to {points(high)} <span class="of">n {whole(n)}</span>
      </span>
    </span>
  )
}

const Row = ({ now, row }: { readonly row: ExperimentRow; readonly now: number }) => (
  <tr role="row">
    <th role="rowheader" scope="row">
      <Link to={experimentPath(row.id)} data-row class="cover">
        <Title row={row} />
      </Link>
      <span class="small id">{row.id}</span>
    </th>
    <td role="cell" data-name="Observations">
      <Progress row={row} />
    </td>
    <td role="cell" data-name="Accuracy">
      <Rate name="accuracy" rate={row.accuracy} />
    </td>
    <td role="cell" data-name={row.verdictName === "introspect" ? "Introspects" : "Faithful"}>
      <Rate name={row.verdictName ?? ""} rate={row.verdict} />
    </td>
    <td role="cell" data-name="Unread, errors" class="number">
      {whole(row.mismatches)}, {whole(row.errors)}
      {row.inapplicable > 0 && <span class="small">{whole(row.inapplicable)} do not apply</span>}
    </td>
    <td role="cell" data-name="Beyond random">
      <Controls controls={row.controls} />
    </td>
    <td role="cell" data-name="Last change">
      {ago(row.changedAt, now)}
      <span class="small">{row.ended === null ? "no run has ended" : `ended ${minute(row.ended)} UTC`}</span>
    </td>
  </tr>
)

const Head = ({ query, sort }: { readonly query: URLSearchParams; readonly sort: string }) => (
  <thead role="rowgroup">
    <tr role="row">
      {columns.map(({ key, name }) => {
        const isUp = sort === key
        const isDown = sort === `-${key}`
        const next = isDown ? key : isUp ? "" : `-${key}`
        return (
          <th
            key={key}
            role="columnheader"
            scope="col"
            aria-sort={isUp ? "ascending" : isDown ? "descending" : "none"}
          >
            <button
              type="button"
              class="plain"
              onClick={() => replace(`/?${changed(query, { sort: next })}`)}
            >
              {name} <span aria-hidden="true">{isUp ? "↑" : isDown ? "↓" : ""}</span>
            </button>
          </th>
        )
      })}
    </tr>
  </thead>
)

export const ExperimentsPage = ({ query }: { readonly query: URLSearchParams }) => {
  const loaded = useJson<ExperimentList>("/api/experiments", true)
  useTitle("Experiments")
  useKeys({ ...rowKeys, "/": focusSearch })
  const { data } = loaded
  const words = query.get("q") ?? ""
  const sort = query.get("sort") ?? ""
  const rows = data === null ? [] : sorted(matching(data.experiments, words), sort)
  return (
    <>
      <div class="head">
        <h1>Experiments</h1>
        {data !== null && (
          <p class="small">
            {counted(data.experiments.length, "experiment")} in <code>{data.folder}</code>
          </p>
        )}
      </div>
      <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <label class="wide">
          <span>
            Filter <kbd>/</kbd>
          </span>
          <input
            type="search"
            placeholder="model, data set, task, part of an id"
            value={words}
            onInput={(event) => replace(`/?${changed(query, { q: event.currentTarget.value })}`)}
          />
        </label>
      </form>
      <Status loaded={loaded} />
      {data?.problems.map(({ id, message }) => <p key={id} class="message problem">{id}: {message}</p>)}
      {data !== null && rows.length === 0 && (
        <p class="message">
          {data.experiments.length === 0
            ? "There are no results here yet. They appear as soon as a run begins."
            : "No experiment has all these words."}
        </p>
      )}
      {rows.length > 0 && (
        <table role="table" class="rows experiments">
          <caption class="unseen">Experiments; a column's button sorts by it</caption>
          <Head query={query} sort={sort} />
          <tbody role="rowgroup">
            {rows.map((row) => <Row key={row.id} row={row} now={Date.now()} />)}
          </tbody>
        </table>
      )}
    </>
  )
}
