/**
 * What somebody may have meant by a name that does not exist.
 */
import { distance } from "fastest-levenshtein"

const shown = 3

/** The known names closest to a name, best first; only those that share at least half of it. */
export const nearest = (name: string, known: Iterable<string>): readonly string[] =>
  [...known]
    .map((candidate) => ({ candidate, edits: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= Math.max(candidate.length, name.length) / 2)
    .toSorted((a, b) => a.edits - b.edits)
    .slice(0, shown)
    .map(({ candidate }) => candidate)

/** ` (did you mean a or b?)`, or nothing when nothing is near. */
export const didYouMean = (name: string, known: Iterable<string>): string => {
  const names = nearest(name, known)
  return names.length === 0 ? "" : ` (did you mean ${names.join(" or ")}?)`
}
