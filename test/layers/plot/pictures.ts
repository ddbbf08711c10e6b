/**
 * Pictures for tests of drawing: made up, with as many panels, places and tones as wanted.
 */
import type { ClassPicture, RatePicture } from "../../../src/reporting/figures/Picture.ts"

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i)

const named = (count: number, name: string) => upTo(count).map((i) => `${name} ${i + 1}`)

export interface Shape {
  readonly rows?: number
  readonly columns: number
  readonly places: number
  readonly tones: number
  readonly name?: string
}

const base = ({ columns, name = "Name", rows, tones }: Shape) => ({
  title: `The title of ${name}`,
  subtitle: name,
  xTitle: "Along x",
  toneTitle: "Tone",
  tones: named(tones, name).map((label) => ({ label, isUndetermined: false })),
  rows: rows === undefined ? null : named(rows, name),
  columns: named(columns, name),
  simulated: ["simulated/mixed:0.6,accuracy=0.95"],
  n: { least: 41, most: 54 }
})

const panelsOf = <Mark>(
  { columns, name = "Name", places, rows = 1 }: Shape,
  marks: (panel: number) => readonly Mark[]
) =>
  upTo(rows).flatMap((row) =>
    upTo(columns).map((column) => ({
      row,
      column,
      x: named(places, name),
      marks: marks(row * columns + column)
    }))
  )

export const ratePictureOf = (shape: Shape): RatePicture => ({
  ...base(shape),
  kind: "rate",
  yTitle: "Faithfulness",
  panels: panelsOf(shape, (panel) =>
    upTo(shape.places).flatMap((x) =>
      upTo(shape.tones).map((tone) => {
        const value = ((panel * 7 + x * 5 + tone * 3) % 11) / 10
        return {
          x,
          tone,
          value,
          low: Math.max(0, value - 0.1),
          high: Math.min(1, value + 0.1),
          isJoined: x % 2 === 0,
          random: tone === 0 ? { value: 0.1, low: 0.05, high: 0.2 } : null
        }
      })
    ))
})

export const classPictureOf = (shape: Shape): ClassPicture => ({
  ...base(shape),
  kind: "classes",
  yTitle: "Observations",
  panels: panelsOf(
    shape,
    (panel) =>
      upTo(shape.places).flatMap((x) =>
        upTo(shape.tones).map((tone) => ({ x, tone, count: 1 + (panel + x + tone) % 9 }))
      )
  )
})
