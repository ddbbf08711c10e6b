/**
 * Points of several tones at one place along x stand beside each other.
 */
import type { Panel, Picture, Point, RatePicture } from "../../../src/reporting/figures/Picture.ts"
import type { Format } from "../Format.ts"

/** The tones at each label along x, in order, whatever panel they are in: a tone keeps its place in all panels. */
const tonesAt = ({ panels }: RatePicture): ReadonlyMap<string, readonly number[]> => {
  const tones = new Map<string, Set<number>>()
  for (const { marks, x } of panels) {
    for (const mark of marks) {
      const label = x[mark.x] ?? ""
      tones.set(label, (tones.get(label) ?? new Set()).add(mark.tone))
    }
  }
  return new Map([...tones].map(([label, own]) => [label, [...own].toSorted((one, other) => one - other)]))
}

/** The share of a place that its points take. */
const used = 0.84

/** Points are never smaller than this share of their usual size. */
const smallest = 0.6

/** How much of its room a point's radius is. */
const radiusShare = 0.42

/** The width of a place along x that lets its points stand beside each other. */
export const leastSlot = (picture: Picture, { dot }: Format): number => {
  if (picture.kind === "classes") return 0
  const most = Math.max(...[...tonesAt(picture).values()].map((tones) => tones.length))
  return most * dot * smallest / radiusShare / used
}

/** A point with its place among those of other tones. */
export interface SpreadPoint extends Point {
  /** Along x, in places. */
  readonly at: number
  /** How far it is to the next one. */
  readonly room: number
}

export interface Spread {
  readonly points: readonly SpreadPoint[]
  readonly radius: number
}

/** The points of a panel, whose places along x are `slot` wide. */
export const spread = (
  picture: RatePicture,
  { marks, x }: Panel<Point>,
  slot: number,
  { dot }: Format
): Spread => {
  const tones = tonesAt(picture)
  const rooms = [...tones.values()].map((own) => Math.min(slot * used / own.length, dot * 4.6))
  const points = marks.map((point): SpreadPoint => {
    const own = tones.get(x[point.x] ?? "") ?? [point.tone]
    const room = Math.min(slot * used / own.length, dot * 4.6)
    return { ...point, room, at: point.x + (own.indexOf(point.tone) - (own.length - 1) / 2) * room / slot }
  })
  return {
    points,
    radius: Math.max(dot * smallest, Math.min(dot, ...rooms.map((room) => room * radiusShare)))
  }
}
