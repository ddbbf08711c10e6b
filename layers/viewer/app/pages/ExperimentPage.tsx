/**
 * One experiment: its figures, and its observations by filter and search.
 */
import type { ExperimentDetail } from "../../wire/experiments.ts"
import type { ObservationPage, ObservationRow } from "../../wire/observations.ts"
import { changed, comparisonPath, experimentPath, filterOf, observationPath } from "../address.ts"
import { useJson } from "../data.ts"
import { counted, duration, whole } from "../figures.ts"
import { focusSearch, rowKeys, useKeys } from "../keys.ts"
import { go, Link } from "../navigation.tsx"
import { CompareWith } from "../parts/CompareWith.tsx"
import { Filters } from "../parts/Filters.tsx"
import { Correct, Verdict, type VerdictName } from "../parts/Judgement.tsx"
import { Pager } from "../parts/Pager.tsx"
import { Status } from "../parts/Status.tsx"
import { Summary } from "../parts/Summary.tsx"
import { Title, titleOf, useTitle } from "../parts/Title.tsx"
import { Troubles } from "../parts/Troubles.tsx"

interface RowProps {
  readonly row: ObservationRow
  readonly to: string
  readonly verdictName: VerdictName
}

const Value = ({ of }: { readonly of: string | null }) =>
  of === null ? <span class="none">–</span> : <>{of}</>

const Row = ({ row, to, verdictName }: RowProps) => (
  <tr role="row">
    <th role="rowheader" scope="row" class="number">
      <Link to={to} data-row class="cover" aria-label={`observation ${row.idx}`}>{row.idx}</Link>
    </th>
    <td role="cell" data-name="Label">{row.label}</td>
    <td role="cell" data-name="Answer">
      <Value of={row.answer} />
    </td>
    <td role="cell" data-name="Correct">
      <Correct value={row.correct} />
    </td>
    {verdictName !== null && (
      <>
        <td role="cell" data-name={verdictName === "faithful" ? "Explanation" : "Can it?"} class="snippet">
          <span>
            <Value of={verdictName === "faithful" ? row.explanation : row.last} />
          </span>
        </td>
        {verdictName === "faithful" && (
          <td role="cell" data-name="Then">
            <Value of={row.last} />
          </td>
        )}
        <td role="cell" data-name="Verdict">
          <Verdict name={verdictName} value={row.verdict} />
        </td>
      </>
    )}
    <td role="cell" data-name="Trouble">
      <Troubles of={row} />
    </td>
    <td role="cell" data-name="Took" class="number took">{duration(row.durationMillis)}</td>
  </tr>
)

/** The columns: their names and widths. */
const columnsOf = (
  verdictName: VerdictName
): readonly (readonly [string, string])[] => [
  ["idx", "w-idx"],
  ["Label", "w-value"],
  ["Answer", "w-value"],
  ["Correct", "w-judgement"],
  ...(verdictName === null ? [] : verdictName === "faithful"
    ? [["Explanation", ""], ["Then", "w-value"], ["Verdict", "w-judgement"]] as const
    : [["Can it?", ""], ["Verdict", "w-judgement"]] as const),
  ["Trouble", "w-trouble"],
  ["Took", "w-value"]
]

/** What the page shows of all there is. */
const whereOf = ({ position, rows, search, selected }: ObservationPage): string => {
  if (search !== null) {
    const found = counted(rows.length, "observation")
    const looked = `looked at ${whole(search.searched)} of ${whole(selected)}`
    return `${found} with “${search.words}” here; ${looked}${
      search.isDone ? ", to the end" : ", and there is more"
    }`
  }
  return position === null
    ? counted(selected, "observation")
    : `${whole(position)}–${whole(position + rows.length - 1)} of ${whole(selected)}`
}

interface ExperimentPageProps {
  readonly id: string
  readonly query: URLSearchParams
}

export const ExperimentPage = ({ id, query }: ExperimentPageProps) => {
  const path = `/api/experiments/${encodeURIComponent(id)}`
  const detail = useJson<ExperimentDetail>(path, true)
  const isSearch = (query.get("q") ?? "").trim() !== ""
  const observations = useJson<ObservationPage>(`${path}/observations?${query}`, !isSearch)
  useTitle(detail.data === null ? id : titleOf(detail.data.row))
  useKeys({ ...rowKeys, "/": focusSearch, u: () => go("/") })
  if (detail.data === null) return <Status loaded={detail} />
  const { annotations, row, spec } = detail.data
  const filter = filterOf(query)
  const page = observations.data
  const turn = (place: { readonly [name: string]: string }) => experimentPath(id, changed(filter, place))
  return (
    <>
      <nav class="crumbs" aria-label="where this is">
        <Link to="/">Experiments</Link>
      </nav>
      <div class="head">
        <h1>
          <Title row={row} />
        </h1>
        <p class="small id">{row.id}</p>
      </div>
      <Summary row={row} />
      <div class="actions">
        <CompareWith row={row} pathTo={(other) => comparisonPath(id, other)} />
        {annotations > 0 && (
          <a class="button" href={`${path}/annotations`} download>
            Export {counted(annotations, "correction")}
          </a>
        )}
      </div>
      <details class="spec">
        <summary>Specification</summary>
        <pre class="text">{JSON.stringify(spec, null, 2)}</pre>
      </details>
      <h2>Observations</h2>
      <Filters detail={detail.data} query={query} />
      <Status loaded={observations} />
      {page !== null && (
        <>
          <Pager
            what="pages of observations"
            previous={page.previous === null ? null : turn({ before: String(page.previous) })}
            next={page.next === null ? null : turn({ after: String(page.next) })}
          >
            <span role="status">{whereOf(page)}</span>
          </Pager>
          {page.rows.length === 0 && <p class="message">No observation here is like that.</p>}
          {page.rows.length > 0 && (
            <table role="table" class="rows observations">
              <caption class="unseen">Observations</caption>
              <thead role="rowgroup">
                <tr role="row">
                  {columnsOf(row.verdictName).map(([name, width]) => (
                    <th key={name} role="columnheader" scope="col" class={width}>{name}</th>
                  ))}
                </tr>
              </thead>
              <tbody role="rowgroup">
                {page.rows.map((one) => (
                  <Row
                    key={one.idx}
                    row={one}
                    verdictName={row.verdictName}
                    to={observationPath(id, one.idx, filter)}
                  />
                ))}
              </tbody>
            </table>
          )}
        </>
      )}
    </>
  )
}
