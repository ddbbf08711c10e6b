/**
 * One observation in two experiments, session beside session.
 */
import type { ComparisonPlace } from "../../wire/comparison.ts"
import type { ObservationView } from "../../wire/observations.ts"
import { comparedPath, comparisonPath, observationPath } from "../address.ts"
import { useJson } from "../data.ts"
import { whole } from "../figures.ts"
import { useKeys } from "../keys.ts"
import { go, Link } from "../navigation.tsx"
import { Diff } from "../parts/Diff.tsx"
import { Outcome } from "../parts/Outcome.tsx"
import { Pager } from "../parts/Pager.tsx"
import { Session } from "../parts/Session.tsx"
import { rowOfSpec } from "../parts/specRow.ts"
import { Status } from "../parts/Status.tsx"
import { Title, titleOf, useTitle } from "../parts/Title.tsx"
import { type Compared, differOf } from "./ComparisonPage.tsx"

/** One experiment's side. */
const Side = (
  { id, idx, number }: { readonly id: string; readonly idx: number; readonly number: number }
) => {
  const loaded = useJson<ObservationView>(`/api/experiments/${encodeURIComponent(id)}/observations/${idx}`)
  if (loaded.data === null) {
    return (
      <div>
        <Status loaded={loaded} />
      </div>
    )
  }
  const { transcript } = loaded.data
  const row = rowOfSpec(transcript.experiment)
  return (
    <section class="column" aria-label={titleOf(row)}>
      <h2>
        <span class="number">{number}</span>{" "}
        <Link to={observationPath(id, idx)}>
          <Title row={row} />
        </Link>
      </h2>
      <Outcome transcript={transcript} />
      {transcript.change !== null && (
        <section class="card" aria-label="what was changed">
          <Diff change={transcript.change} />
        </section>
      )}
      {transcript.sessions.map((session, i) => (
        <Session key={session.session} session={session} number={i + 1} />
      ))}
    </section>
  )
}

export const ComparedPage = ({ idx, one, other, query }: Compared & { readonly idx: number }) => {
  const filter = differOf(query)
  const path = `/api/comparisons/${encodeURIComponent(one)}/${encodeURIComponent(other)}/${idx}?${filter}`
  const { data: place } = useJson<ComparisonPlace>(path)
  useTitle(`Observation ${idx} in two experiments`)
  useKeys({ u: () => go(comparisonPath(one, other, filter)) })
  const to = (near: number | null | undefined) =>
    near === null || near === undefined ? null : comparedPath(one, other, near, filter)
  return (
    <>
      <nav class="crumbs" aria-label="where this is">
        <Link to="/">Experiments</Link> <span aria-hidden="true">›</span>{" "}
        <Link to={comparisonPath(one, other, filter)}>Two experiments side by side</Link>
      </nav>
      <div class="head">
        <h1>Observation {whole(idx)}</h1>
      </div>
      <Pager what="observations that differ" previous={to(place?.previous)} next={to(place?.next)}>
        {place === null || place.position === null
          ? ""
          : `${whole(place.position)} of ${whole(place.differing)} that differ`}
      </Pager>
      <div class="sessions of2">
        <Side key={one} id={one} idx={idx} number={1} />
        <Side key={other} id={other} idx={idx} number={2} />
      </div>
    </>
  )
}
