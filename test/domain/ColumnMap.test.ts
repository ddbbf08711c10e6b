import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import { parseColumnMap, showColumnMap } from "../../src/domain/ColumnMap.ts"
import { mappedRow, type TableRow } from "../../src/domain/mappedRow.ts"

const parse = (text: string) => Either.getOrThrow(parseColumnMap(text))
const problem = (text: string) => Either.getOrThrow(Either.flip(parseColumnMap(text)))
const map = (text: string, row: TableRow) => Either.merge(mappedRow(parse(text), row))

describe("a map of columns", () => {
  it("is written as fields, columns and the meaning of labels", () => {
    expect(parse("text=sentence, label=label:{0:negative, 1:positive}")).toEqual([
      { field: "text", columns: ["sentence"], reading: { _tag: "AsIs" } },
      {
        field: "label",
        columns: ["label"],
        reading: { _tag: "Values", values: new Map([["0", "negative"], ["1", "positive"]]) }
      }
    ])
  })

  it("has one canonical writing, whatever the order and the spaces", () => {
    const one = "text=sentence,label=label:{1:positive,0:negative}"
    const other = " label = label : {0:negative, 1:positive} , text = sentence"
    expect(showColumnMap(parse(one))).toBe("label=label:{0:negative,1:positive},text=sentence")
    expect(showColumnMap(parse(other))).toBe(showColumnMap(parse(one)))
    const many = "choices=a+b+c,label=answer:index,paragraph=p,question=q"
    expect(showColumnMap(parse(many))).toBe(many)
    expect(parse(showColumnMap(parse(many)))).toEqual(parse(many))
  })

  it.each([
    ["", /names no column of a field/],
    ["text", /"text" names no column of a field; a map is written text=sentence/],
    ["text=", /names no column/],
    ["txt=a", /unknown field txt \(did you mean text.*\); the fields are text, paragraph/],
    ["text=a,text=b", /text is given two columns/],
    ["text=a+b", /text: only the choices can come from several columns/],
    ["choices=a++b", /a column without a name/],
    ["text=a:{0:b}", /text: only the label can be read/],
    ["label=a:{0}", /"0" gives no value its label/],
    ["label=a:{0:}", /gives no value its label/],
    ["label=a:{0:b,0:c}", /the value 0 has two labels/],
    ["label=a:number", /"number" is no way to read a label/],
    ["label=a:{0:b", /is no way to read a label/]
  ])("written %j is refused, with what is wrong", (text, message) => {
    expect(problem(text)).toMatch(message)
  })
})

describe("a mapped row", () => {
  it("has texts of numbers of any size, and labels by their meaning", () => {
    expect(map("text=s,label=l:{0:negative,1:positive}", { s: "Fine.", l: 1n, other: 5 }))
      .toEqual({ text: "Fine.", label: "positive" })
    expect(map("text=s,label=l:{-1:negative,true:positive}", { s: 12, l: true }))
      .toEqual({ text: "12", label: "positive" })
    expect(map("label=l:{very good:positive}", { l: "very good" })).toEqual({ label: "positive" })
  })

  it("takes choices from a list, a structure, several columns, or a list as JSON", () => {
    const expected = { choices: ["red", "blue"], label: "blue" }
    const read = (how: string, row: TableRow) => map(`choices=${how},label=a`, { a: " blue ", ...row })
    expect(read("c", { c: ["red", " blue"] })).toEqual(expected)
    expect(read("c", { c: { A: "red", B: "blue", C: null } })).toEqual(expected)
    expect(read("x+y", { x: "red", y: "blue" })).toEqual(expected)
    expect(read("c", { c: "[\"red\", \"blue\"]" })).toEqual(expected)
    expect(read("c.text", { c: { text: ["red", "blue"], label: ["A", "B"] } })).toEqual(expected)
  })

  it("reads a label by the place of the right choice, or by its letter", () => {
    const label = (how: string, a: unknown, c: unknown) =>
      (map(`choices=c,label=a:${how}`, { a, c }) as { readonly label: string }).label
    expect(label("index", 1n, ["red", "blue"])).toBe("blue")
    expect(label("index", "0", { A: "red", B: "blue" })).toBe("red")
    expect(label("letter", "B", ["red", "blue"])).toBe("blue")
    expect(label("letter", "b", ["red", "blue"])).toBe("blue")
    expect(label("letter", "two", { one: "red", two: "blue" })).toBe("blue")
  })

  it.each([
    ["text=gone", { a: 1, b: 2 }, "there is no column gone; the columns are a, b"],
    ["text=a.b", { a: { c: 1 } }, "there is no column a.b; the columns are a"],
    ["text=a", { a: null }, "the column a is null"],
    ["text=a", { a: ["x"] }, "the column a is no text"],
    ["label=a:{0:no}", { a: 7 }, "the label is \"7\", which is none of 0"],
    ["choices=c,label=a:index", { c: ["x"], a: 4 }, "the label is \"4\", which is none of 0"],
    ["choices=c,label=a:letter", { c: ["x"], a: "B" }, "the label is \"B\", which is none of 0"],
    ["choices=c,label=a", { c: "x", a: "x" }, /the column c is no list of choices/]
  ])("%s of %o is refused", (text, row, message) => {
    expect(map(text, row)).toEqual(typeof message === "string" ? message : expect.stringMatching(message))
  })
})
