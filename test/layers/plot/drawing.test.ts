import { Resvg } from "@resvg/resvg-js"
import { describe, expect, it } from "vitest"
import { type FormatName, formatNames, formats } from "../../../layers/plot/Format.ts"
import { PlotError } from "../../../layers/plot/PlotError.ts"
import { drawSvg } from "../../../layers/plot/Svg.tsx"
import type { Picture } from "../../../src/reporting/figures/Picture.ts"
import { outside, overlaps, readSvg } from "../../support/svgTexts.ts"
import { classPictureOf, ratePictureOf, type Shape } from "./pictures.ts"

const longName = "a-very-long-name_of/something: with words and Donaudampfschifffahrtsgesellschaftskapitän"

const shapes: readonly Shape[] = [
  { columns: 1, places: 1, tones: 1 },
  { columns: 4, places: 3, tones: 3 },
  { columns: 5, places: 2, tones: 2 },
  { columns: 7, places: 4, tones: 1, name: "sample-multi-choice" },
  { rows: 4, columns: 3, places: 3, tones: 3 },
  { rows: 8, columns: 3, places: 2, tones: 12 },
  { rows: 3, columns: 3, places: 7, tones: 7 },
  { rows: 2, columns: 2, places: 3, tones: 4, name: longName },
  { columns: 3, places: 12, tones: 6, name: longName },
  { columns: 1, places: 20, tones: 2, name: "model-of-7B" }
]

const draw = (picture: Picture, format: FormatName) => drawSvg(picture, formats[format]).text

describe.each(formatNames)("a picture for the %s", (format) => {
  it.each(shapes.flatMap((shape) => [ratePictureOf(shape), classPictureOf(shape)]))(
    "has all its words apart and inside ($kind, $columns.length columns, $tones.length tones)",
    (picture) => {
      const read = readSvg(draw(picture, format))
      expect(read.texts.length).toBeGreaterThan(8)
      expect(overlaps(read)).toEqual([])
      expect(outside(read)).toEqual([])
    }
  )

  it("is valid XML, whatever its words are", () => {
    const name = "<script>alert(1)</script> & \"quotes\" 'more' \u0000\u0007 ]]> \ud83e\udd9c"
    const svg = draw(ratePictureOf({ columns: 2, places: 2, tones: 2, name }), format)
    expect(svg).not.toContain("<script")
    expect(() => new Resvg(svg)).not.toThrow()
  })

  it("names axes, tones, the interval and the control", () => {
    const texts = readSvg(draw(ratePictureOf({ columns: 1, places: 2, tones: 2 }), format)).texts
      .map(({ text }) => text)
    expect(texts).toEqual(
      expect.arrayContaining(["0%", "50%", "100%", "Faithfulness", "Along x", "Tone:", "95% interval"])
    )
    expect(texts).toContain("Same amount changed at random")
    // One heading, two places along x, two tones.
    expect(texts.filter((text) => /^Name \d$/.test(text)).toSorted()).toEqual([
      "Name 1",
      "Name 1",
      "Name 1",
      "Name 2",
      "Name 2"
    ])
    expect(texts.join(" ")).toContain("Simulated answers (mixed:0.6,accuracy=0.95)")
  })

  it("tells an empty panel from one of zeros", () => {
    const picture = ratePictureOf({ columns: 2, places: 1, tones: 1 })
    const [first, second] = picture.panels
    const svg = draw({ ...picture, panels: [first!, { ...second!, marks: [] }] }, format)
    expect(svg.match(/no data/g)).toHaveLength(1)
  })

  it("is the same each time", () => {
    const picture = ratePictureOf({ columns: 2, places: 2, tones: 2 })
    expect(draw(picture, format)).toBe(draw(picture, format))
  })

  it("is refused where not even upright labels fit", () => {
    const picture = ratePictureOf({ rows: 2, columns: 6, places: 30, tones: 2 })
    expect(() => draw(picture, format)).toThrow(PlotError)
    expect(() => draw(picture, format)).toThrow(/choose fewer with --model-names or --datasets/)
  })
})

describe("the formats", () => {
  it("are a column of 3.03 in without a title, and a website with one", () => {
    const picture = ratePictureOf({ columns: 2, places: 2, tones: 2 })
    const paper = draw(picture, "paper")
    const website = draw(picture, "website")
    expect(paper).toMatch(/ width="3.0321in" height="[\d.]+in" viewBox="0 0 218.31 /)
    expect(website).toMatch(/ width="760" height="[\d.]+" viewBox="0 0 760 /)
    const titles = (svg: string) =>
      readSvg(svg).texts.filter(({ text }) => text.startsWith("The title")).length
    expect([titles(paper), titles(website)]).toEqual([0, 1])
    expect(website).toContain("N = 41 to 54 observations behind each point; 95% Wilson intervals.")
  })
})

describe("points", () => {
  /** The middle of each point that is drawn, by colour. */
  const middles = (svg: string, colour: string) =>
    [...svg.matchAll(new RegExp(`<g[^>]*fill="${colour}"[^>]*aria-label="dot"[^>]*>(.*?)</g>`, "g"))]
      .flatMap(([, points]) =>
        [...points!.matchAll(/c([xy])="([\d.]+)"/g)].map(([, axis, at]) => [axis, Number(at)])
      )

  it("stand at their rates", () => {
    const picture = ratePictureOf({ columns: 1, places: 1, tones: 1 })
    const at = (value: number) => {
      const [panel] = picture.panels
      const marks = [{ ...panel!.marks[0]!, value, low: value, high: value }]
      const svg = draw({ ...picture, panels: [{ ...panel!, marks }] }, "paper")
      return middles(svg, "#0072B2").find(([axis]) => axis === "y")![1] as number
    }
    const [zero, half, one] = [at(0), at(0.5), at(1)]
    expect(half).toBeCloseTo((zero + one) / 2, 5)
    expect(zero - one).toBeCloseTo(formats.paper.panelHeight - 2 * 1.3 * formats.paper.dot, 5)
  })
})
