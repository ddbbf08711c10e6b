import { describe, expect, it } from "@effect/vitest"
import {
  changed,
  comparedPath,
  comparisonPath,
  experimentPath,
  filterOf,
  observationPath,
  parseAddress
} from "../../../../layers/viewer/app/address.ts"

const strange = "a/b?c#d <script> é %2e&=+"
const query = new URLSearchParams({ label: strange, q: "x y" })
const parse = (path: string) => {
  const { pathname, search } = new URL(path, "http://127.0.0.1")
  return parseAddress(pathname, search)
}

describe("addresses of the viewer's pages", () => {
  it("are read back from their paths, whatever ids and filters hold", () => {
    expect(parse(experimentPath(strange, query))).toEqual({ page: "experiment", id: strange, query })
    expect(parse(observationPath(strange, 7, query))).toEqual({
      page: "observation",
      id: strange,
      idx: 7,
      query
    })
    expect(parse(comparisonPath(strange, "b"))).toMatchObject({
      page: "comparison",
      one: strange,
      other: "b"
    })
    expect(parse(comparedPath("a", strange, 0))).toMatchObject({
      page: "compared",
      one: "a",
      other: strange,
      idx: 0
    })
    expect(parse("/?sort=-accuracy")).toMatchObject({ page: "experiments" })
  })

  it("that nobody made are no page", () => {
    for (
      const path of [
        "/experiments",
        "/experiments/a/b",
        "/experiments/a/1/2",
        "/compare/a",
        "/compare/a/b/-1",
        "/x"
      ]
    ) {
      expect(parse(path).page, path).toBe("nothing")
    }
    expect(parseAddress("/experiments/%zz", "").page).toBe("nothing")
  })

  it("keep what filters, and leave the place of a page behind", () => {
    const whole = new URLSearchParams("verdict=no&after=50&q=x&label=&javascript=1")
    expect(filterOf(whole).toString()).toBe("verdict=no&q=x")
    expect(changed(whole, { verdict: "", q: "y" }).toString()).toBe("after=50&q=y&label=&javascript=1")
  })
})
