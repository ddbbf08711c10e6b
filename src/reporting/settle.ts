/**
 * Several experiments for one place of a figure or table: the usual one stands there.
 */
import { Array as Arr } from "effect"
import type { Described } from "./Described.ts"

/** Several experiments for one place. */
export interface Clash {
  /** Ids, the one that is shown first. */
  readonly ids: readonly string[]
  /** Whether the first is the usual one, so that it can be shown; otherwise none can. */
  readonly isSettled: boolean
}

export interface Settled<A> {
  readonly item: A
  /** Null where the item is the only one. */
  readonly clash: Clash | null
}

const usual = <A extends { readonly experiment: Described }>(
  items: Arr.NonEmptyReadonlyArray<A>
): Settled<A> => {
  const sorted = Arr.sortWith(
    items,
    ({ experiment }) => experiment.oddity,
    (one, other) => one < other ? -1 : one > other ? 1 : 0
  )
  const [item = items[0], second] = sorted
  const isSettled = second?.experiment.oddity !== item.experiment.oddity
  return {
    item,
    clash: second === undefined ? null : { ids: sorted.map(({ experiment }) => experiment.id), isSettled }
  }
}

/** One item for each key, in the order of the keys' first appearance. */
export const settle = <A extends { readonly experiment: Described }>(
  items: readonly A[],
  keyOf: (item: A) => string
): readonly Settled<A>[] => Object.values(Arr.groupBy(items, keyOf)).map(usual)

/** What is left out, or why nothing is shown. */
export const showClash = ({ ids: [shown = "", ...others], isSettled }: Clash): string =>
  isSettled
    ? `${
      others.join(", ")
    } would stand in the place of ${shown}, which is shown; to show another, leave out with --exclude`
    : `${[shown, ...others].join(" and ")} would stand in one place; leave out all but one with --exclude`
