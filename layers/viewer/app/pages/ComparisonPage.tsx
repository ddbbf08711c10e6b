/**
 * Two experiments side by side, and the observations in which they differ.
 */
import type { ComparisonPage as ComparisonData, DifferingRow } from "../../wire/comparison.ts"
import { changed, comparedPath, comparisonPath, experimentPath } from "../address.ts"
import { useJson } from "../data.ts"
import { counted, whole } from "../figures.ts"
import { rowKeys, useKeys } from "../keys.ts"
import { go, Link } from "../navigation.tsx"
import { Correct, Verdict, type VerdictName } from "../parts/Judgement.tsx"
import { Pager } from "../parts/Pager.tsx"
import { Status } from "../parts/Status.tsx"
import { Summary } from "../parts/Summary.tsx"
import { Title, titleOf, useTitle } from "../parts/Title.tsx"
import { Troubles } from "../parts/Troubles.tsx"

export interface Compared {
  readonly one: string
  readonly other: string
  readonly query: URLSearchParams
}

const aspects = [
  ["", "anything"],
  ["answer", "the first answer"],
  ["correct", "correct or not"],
  ["verdict", "the verdict"],
  ["standing", "errors and unread answers"]
] as const

/** The columns of the list: their names and widths. */
const columns = [["idx", "w-idx"], ["Label", "w-value"], ["1", ""], ["2", ""], [
  "Differ in",
  "w-aspects"
]] as const

/** What of the query the comparison takes. */
export const differOf = (query: URLSearchParams): URLSearchParams =>
  changed(new URLSearchParams(), { differ: query.get("differ") ?? "" })

interface SideProps {
  readonly name: string
  readonly of: DifferingRow["one"]
  readonly verdictName: VerdictName
}

const Side = ({ name, of, verdictName }: SideProps) => (
  <td role="cell" data-name={name}>
    <span class="side">
      <strong>{of.answer ?? <span class="none">–</span>}</strong>
      <Correct value={of.correct} />
      {of.verdict !== null && <Verdict name={verdictName} value={of.verdict} />}
      <Troubles of={of} />
    </span>
  </td>
)

interface RowProps {
  readonly row: DifferingRow
  readonly to: string
  readonly data: ComparisonData
}

const Row = ({ data, row, to }: RowProps) => (
  <tr role="row">
    <th role="rowheader" scope="row" class="number">
      <Link to={to} data-row class="cover" aria-label={`observation ${row.idx}`}>{row.idx}</Link>
    </th>
    <td role="cell" data-name="Label">{row.one.label}</td>
    <Side name="1" of={row.one} verdictName={data.one.verdictName} />
    <Side name="2" of={row.other} verdictName={data.other.verdictName} />
    <td role="cell" data-name="Differ in">
      {row.aspects.map((aspect) => <span key={aspect} class="tag">{aspect}</span>)}
    </td>
  </tr>
)

export const ComparisonPage = ({ one, other, query }: Compared) => {
  const path = `/api/comparisons/${encodeURIComponent(one)}/${encodeURIComponent(other)}`
  const loaded = useJson<ComparisonData>(`${path}?${query}`, true)
  useTitle("Comparison")
  useKeys({ ...rowKeys, u: () => go("/") })
  const { data } = loaded
  if (data === null) return <Status loaded={loaded} />
  const filter = differOf(query)
  const turn = (place: { readonly [name: string]: string }) =>
    comparisonPath(one, other, changed(filter, place))
  return (
    <>
      <nav class="crumbs" aria-label="where this is">
        <Link to="/">Experiments</Link>
      </nav>
      <div class="head">
        <h1>Two experiments side by side</h1>
      </div>
      <div class="sessions of2">
        {[data.one, data.other].map((row, i) => (
          <section key={row.id} class="card" aria-label={titleOf(row)}>
            <h2>
              <span class="number">{i + 1}</span>{" "}
              <Link to={experimentPath(row.id)}>
                <Title row={row} />
              </Link>
            </h2>
            <Summary row={row} />
          </section>
        ))}
      </div>
      {data.problem !== null ? <p class="message problem">They cannot be compared: {data.problem}.</p> : (
        <>
          <p>
            {counted(data.paired, "observation")} in both, {whole(data.onlyOne)} only in 1,{" "}
            {whole(data.onlyOther)} only in 2.
          </p>
          <form class="filters" onSubmit={(event) => event.preventDefault()}>
            <label class={query.has("differ") ? "set" : ""}>
              <span>They differ in</span>
              <select
                value={query.get("differ") ?? ""}
                onChange={(event) =>
                  go(comparisonPath(one, other, changed(filter, { differ: event.currentTarget.value })))}
              >
                {aspects.map(([value, name]) => (
                  <option key={value} value={value}>
                    {value === "" ? name : `${name} (${whole(data.counts[value])})`}
                  </option>
                ))}
              </select>
            </label>
          </form>
          <Pager
            what="pages of observations"
            previous={data.previous === null ? null : turn({ before: String(data.previous) })}
            next={data.next === null ? null : turn({ after: String(data.next) })}
          >
            <span role="status">
              {data.position === null
                ? "They do not differ in any observation."
                : `${whole(data.position)}–${whole(data.position + data.rows.length - 1)} of ${
                  whole(data.differing)
                }`}
            </span>
          </Pager>
          {data.rows.length > 0 && (
            <table role="table" class="rows compared">
              <caption class="unseen">Observations in which they differ</caption>
              <thead role="rowgroup">
                <tr role="row">
                  {columns.map(([name, width]) => (
                    <th key={name} role="columnheader" scope="col" class={width}>{name}</th>
                  ))}
                </tr>
              </thead>
              <tbody role="rowgroup">
                {data.rows.map((row) => (
                  <Row key={row.idx} row={row} data={data} to={comparedPath(one, other, row.idx, filter)} />
                ))}
              </tbody>
            </table>
          )}
        </>
      )}
    </>
  )
}
