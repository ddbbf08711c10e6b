/**
 * Two experiments side by side, and the observations in which they differ.
 */
import { HttpRouter, HttpServerRequest } from "@effect/platform"
import { Effect, Schema } from "effect"
import type { Place } from "../../../src/domain/Glance.ts"
import { incomparable } from "../../../src/experiment/records/diff.ts"
import {
  type Aspect,
  type Disagreements,
  disagreementsOf,
  noDisagreements
} from "../../../src/experiment/records/disagreements.ts"
import type { StoredExperiment } from "../../../src/storage/Results.ts"
import { makePatient } from "../patient.ts"
import { path, sendMarked } from "../reply.ts"
import { opened, Paged, placeOf } from "../selected.ts"
import type { Summaries } from "../summaries.ts"
import { ComparisonPage, ComparisonPlace, type DifferingRow, WireAspect } from "../wire/comparison.ts"
import { rowOf } from "./experiments.ts"

const pageSize = 50

/** In what the observations are to differ; without it, in anything. */
const Differing = Schema.Struct({ differ: Schema.optionalWith(WireAspect, { exact: true }) })
const Parameters = Schema.Struct({ ...Differing.fields, ...Paged.fields })

const sendPage = sendMarked(ComparisonPage)
const sendPlace = sendMarked(ComparisonPlace)

/** Two experiments as they are compared: their disagreements, or why there are none. */
type Comparison = Disagreements & { readonly problem: string | null }

/** The latest comparisons stay at hand: their pages are read one after another. */
export const makeComparisons = Effect.sync(() => makePatient<Comparison>(3))
export type Comparisons = Effect.Effect.Success<typeof makeComparisons>

const compare = Effect.fnUntraced(function*(one: StoredExperiment, other: StoredExperiment) {
  const problem = incomparable(one.spec, other.spec)
  const comparison: Comparison = problem === null
    ? { ...(yield* disagreementsOf(one, other)), problem }
    : { ...noDisagreements(), problem }
  return comparison
})

const asked = (summaries: Summaries, comparisons: Comparisons) =>
  Effect.gen(function*() {
    const ids = yield* HttpRouter.schemaPathParams(path.comparison)
    const one = yield* rowOf(summaries, ids.one)
    const other = yield* rowOf(summaries, ids.other)
    const stored = { one: yield* opened(ids.one), other: yield* opened(ids.other) }
    const { mark, value } = yield* comparisons.get(
      JSON.stringify(ids),
      `${one.mark} ${other.mark}`,
      compare(stored.one, stored.other)
    )
    return {
      mark: `${mark} ${one.mark} ${other.mark}`,
      one: one.row,
      other: other.row,
      stored,
      comparison: value
    }
  })

const differingIn = ({ differing }: Disagreements, aspect: Aspect | undefined) =>
  aspect === undefined ? differing : differing.filter(({ aspects }) => aspects.includes(aspect))

/** The next so many from a place on, with how many come before them. */
const sliced = <A extends { readonly idx: number }>(items: readonly A[], place: Place, size: number) => {
  const firstAfter = (idx: number) => {
    const at = items.findIndex((item) => item.idx > idx)
    return at < 0 ? items.length : at
  }
  const end = "before" in place
    ? firstAfter(place.before - 1)
    : Math.min(firstAfter(place.after) + size, items.length)
  const start = "before" in place ? Math.max(0, end - size) : firstAfter(place.after)
  return { start, end, shown: items.slice(start, end) }
}

const rowsOf = (
  { one, other }: { readonly one: StoredExperiment; readonly other: StoredExperiment },
  shown: Disagreements["differing"]
) => {
  const glance = ({ glances }: StoredExperiment, idx: number) =>
    Effect.map(glances({}, { after: idx - 1 }, 1), ([found]) => found?.idx === idx ? found : null)
  return Effect.map(
    Effect.forEach(
      shown,
      ({ aspects, idx }) =>
        Effect.all({
          idx: Effect.succeed(idx),
          aspects: Effect.succeed(aspects),
          one: glance(one, idx),
          other: glance(other, idx)
        })
    ),
    (pairs) =>
      pairs.flatMap(({ aspects, idx, one, other }): readonly DifferingRow[] =>
        one === null || other === null ? [] : [{ idx, aspects, one, other }]
      )
  )
}

/** A page of the observations in which two experiments differ. */
export const comparisonPage = (summaries: Summaries, comparisons: Comparisons) =>
  Effect.gen(function*() {
    const { comparison, mark, one, other, stored } = yield* asked(summaries, comparisons)
    const parameters = yield* HttpServerRequest.schemaSearchParams(Parameters)
    const { counts, onlyOne, onlyOther, paired, problem } = comparison
    const items = differingIn(comparison, parameters.differ)
    const { end, shown, start } = sliced(items, placeOf(parameters), pageSize)
    return yield* sendPage(
      mark,
      Effect.map(rowsOf(stored, shown), (rows): ComparisonPage => ({
        one,
        other,
        problem,
        paired,
        onlyOne,
        onlyOther,
        counts,
        differing: items.length,
        rows,
        position: shown.length === 0 ? null : start + 1,
        previous: start > 0 ? items[start]?.idx ?? null : null,
        next: end < items.length ? items[end - 1]?.idx ?? null : null
      }))
    )
  })

/** The neighbours of an observation among those that differ. */
export const comparisonPlace = (summaries: Summaries, comparisons: Comparisons) =>
  Effect.gen(function*() {
    const { idx } = yield* HttpRouter.schemaPathParams(path.comparedObservation)
    const { differ } = yield* HttpServerRequest.schemaSearchParams(Differing)
    const { comparison, mark } = yield* asked(summaries, comparisons)
    const items = differingIn(comparison, differ)
    const at = items.findIndex((item) => item.idx === idx)
    return yield* sendPlace(
      mark,
      Effect.succeed({
        previous: items.findLast((item) => item.idx < idx)?.idx ?? null,
        next: items.find((item) => item.idx > idx)?.idx ?? null,
        position: at < 0 ? null : at + 1,
        differing: items.length
      })
    )
  })
