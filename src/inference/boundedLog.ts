/**
 * A log that stays short: its beginning and its end.
 */
const kept = 50

export interface BoundedLog<A> {
  readonly add: (entry: A) => void
  /** The first and the latest entries. */
  readonly entries: () => readonly A[]
}

/** Makes a log that keeps its first and its latest 50 entries. */
export const makeBoundedLog = <A>(): BoundedLog<A> => {
  const first: A[] = []
  const latest: A[] = []
  return {
    add: (entry) => {
      if (first.length < kept) {
        first.push(entry)
        return
      }
      latest.push(entry)
      if (latest.length > kept) latest.shift()
    },
    entries: () => [...first, ...latest]
  }
}
