/**
 * Which cells `exclude` and `overrides` mean.
 */
import { didYouMean } from "../domain/nearest.ts"
import { type GridMatch, listOf } from "./Grid.ts"
import type { GridPath, GridProblem } from "./GridError.ts"

/** What can be matched, as the file names it. */
export interface Place {
  readonly model: string
  readonly dataset: string
  readonly split: string
  readonly task: string
  readonly flags: readonly string[]
  readonly pack: string
  readonly seed: number
}

const keys = ["model", "dataset", "split", "task", "pack", "seed"] as const

/** Whether a cell is meant. */
export const isMatched = (match: GridMatch, place: Place): boolean =>
  keys.every((key) => {
    const wanted: readonly (string | number)[] = listOf(match[key])
    return wanted.length === 0 || wanted.includes(place[key])
  }) && (match.flags ?? []).every((flag) => place.flags.includes(flag))

/** What is wrong with a match: it means nothing, or names what no cell has. */
export const matchProblems = (
  match: GridMatch,
  path: GridPath,
  places: readonly Place[]
): readonly GridProblem[] => {
  const unknown = [...keys, "flags" as const].flatMap((key) => {
    const known = [...new Set(places.flatMap((place) => place[key]).map(String))]
    return listOf<string | number>(match[key]).map(String).filter((value) => !known.includes(value)).map((
      value
    ) => ({
      path: [...path, key],
      message: `no cell has ${value}${didYouMean(value, known)}; there are ${known.join(", ") || "none"}`
    }))
  })
  if (unknown.length > 0) return unknown
  if (Object.keys(match).length === 0) {
    return [{ path, message: `would be every cell; say which by ${[...keys, "flags"].join(", ")}` }]
  }
  return places.some((place) => isMatched(match, place)) ? [] : [{ path, message: "matches no cell" }]
}
