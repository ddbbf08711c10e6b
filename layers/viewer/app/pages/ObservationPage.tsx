/**
 * One observation: its sessions side by side, and what was changed between them.
 */
import { useState } from "preact/hooks"
import type { ObservationView } from "../../wire/observations.ts"
import { comparedPath, experimentPath, filterOf, observationPath } from "../address.ts"
import { useJson } from "../data.ts"
import { whole } from "../figures.ts"
import { useKeys } from "../keys.ts"
import { go, Link } from "../navigation.tsx"
import { CompareWith } from "../parts/CompareWith.tsx"
import { Controls } from "../parts/Controls.tsx"
import { Correction } from "../parts/Correction.tsx"
import { Diff } from "../parts/Diff.tsx"
import { Outcome } from "../parts/Outcome.tsx"
import { Pager } from "../parts/Pager.tsx"
import { Session } from "../parts/Session.tsx"
import { rowOfSpec } from "../parts/specRow.ts"
import { Status } from "../parts/Status.tsx"
import { Title, titleOf, useTitle } from "../parts/Title.tsx"

interface ObservationPageProps {
  readonly id: string
  readonly idx: number
  readonly query: URLSearchParams
}

/** The page without what loads it. */
const Shown = (
  { id, idx, onChange, query, view }: ObservationPageProps & {
    readonly view: ObservationView
    readonly onChange: () => void
  }
) => {
  const { annotations, next, position, previous, readers, selected, transcript } = view
  const row = rowOfSpec(transcript.experiment)
  const filter = filterOf(query)
  const to = (other: number | null) => other === null ? null : observationPath(id, other, filter)
  const readerOf = (session: string) => readers.find((known) => known.session === session)?.reader ?? null
  return (
    <>
      <nav class="crumbs" aria-label="where this is">
        <Link to="/">Experiments</Link> <span aria-hidden="true">›</span>{" "}
        <Link to={experimentPath(id, filter)}>{titleOf(row)}</Link>
      </nav>
      <div class="head">
        <h1>Observation {whole(idx)}</h1>
        <p class="quiet">
          <Title row={row} />
        </p>
      </div>
      <Pager what="observations within the filter" previous={to(previous)} next={to(next)}>
        {position === null
          ? ""
          : `${whole(position)} of ${whole(selected)}${filter.size > 0 ? " in the filter" : ""}`}
      </Pager>
      <Outcome transcript={transcript} />
      {transcript.change !== null && (
        <section class="card" aria-labelledby="change">
          <h2 id="change">What was changed for the last question</h2>
          <Diff change={transcript.change} />
          <p class="small legend">
            <del>removed</del> <ins>added</ins> <mark>masked</mark>
          </p>
        </section>
      )}
      <div class={`sessions of${transcript.sessions.length}`}>
        {transcript.sessions.map((session, i) => (
          <Session
            key={session.session}
            session={session}
            number={i + 1}
            // Where nothing shows the text, the question does.
            isPromptOpen={i === 0 && transcript.change === null}
          >
            <Correction
              id={id}
              idx={idx}
              session={session}
              reader={readerOf(session.session)}
              annotations={annotations.filter((one) =>
                one.session === session.session && one.answer === session.answer
              )}
              onDone={onChange}
            />
          </Session>
        ))}
      </div>
      <Controls controls={transcript.controls} verdictName={transcript.verdictName} />
      <div class="actions">
        <CompareWith row={row} pathTo={(other) => comparedPath(id, other, idx)} />
      </div>
    </>
  )
}

export const ObservationPage = ({ id, idx, query }: ObservationPageProps) => {
  const [version, setVersion] = useState(0)
  const filter = filterOf(query)
  const url = `/api/experiments/${encodeURIComponent(id)}/observations/${idx}?${filter}`
  const loaded = useJson<ObservationView>(url, false, version)
  useTitle(`Observation ${idx} · ${id}`)
  useKeys({ u: () => go(experimentPath(id, filter)) })
  return loaded.data === null
    ? <Status loaded={loaded} />
    : <Shown id={id} idx={idx} query={query} view={loaded.data} onChange={() => setVersion(version + 1)} />
}
