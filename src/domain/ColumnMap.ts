/**
 * Which columns of a table the fields of an observation come from, and how a label is written there.
 *
 * Written as `text=sentence,label=label:{0:negative,1:positive}`: a field, `=`, a column (of a structure: `a.b`; several
 * for the choices: `a+b+c`), and for the label how to read it: `:{value:label,…}`, `:index` (the place of the right
 * choice, from 0) or `:letter` (its letter, or its key where the choices are a structure).
 */
import { Either } from "effect"
import { didYouMean } from "./nearest.ts"

/** How a label is read from its column. */
export type LabelReading =
  | { readonly _tag: "AsIs" }
  | { readonly _tag: "Index" }
  | { readonly _tag: "Letter" }
  | { readonly _tag: "Values"; readonly values: ReadonlyMap<string, string> }

/** Where one field comes from. */
export interface ColumnRule {
  readonly field: string
  readonly columns: readonly string[]
  readonly reading: LabelReading
}

/** Which columns the fields of an observation are read from. */
export type ColumnMap = readonly ColumnRule[]

/** Every field that an observation of some category has. */
export const observationFields = ["text", "paragraph", "question", "hypothesis", "choices", "label"] as const

const usage =
  "a map is written text=sentence,label=label:{0:negative,1:positive}; the label may also be read by :index or :letter"

/** Splits at commas that stand in no braces. */
const rulesIn = (text: string): readonly string[] => text.split(/,(?![^{]*\})/)

const parseValues = (text: string): Either.Either<LabelReading, string> => {
  const values = new Map<string, string>()
  for (const pair of text.split(",")) {
    const at = pair.lastIndexOf(":")
    const [value, label] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
    if (at < 0 || value === "" || label === "") {
      return Either.left(`${JSON.stringify(pair)} gives no value its label; ${usage}`)
    }
    if (values.has(value)) return Either.left(`the value ${value} has two labels`)
    values.set(value, label)
  }
  return Either.right({ _tag: "Values", values })
}

const parseReading = (text: string | undefined): Either.Either<LabelReading, string> => {
  if (text === undefined) return Either.right({ _tag: "AsIs" })
  if (text === "index") return Either.right({ _tag: "Index" })
  if (text === "letter") return Either.right({ _tag: "Letter" })
  const [, values] = /^\{(.*)\}$/.exec(text) ?? []
  return values === undefined
    ? Either.left(`${JSON.stringify(text)} is no way to read a label; ${usage}`)
    : parseValues(values)
}

const parseRule = (text: string): Either.Either<ColumnRule, string> =>
  Either.gen(function*() {
    const [, field, source, how] = /^\s*(\w+)\s*=\s*([^:{}]+?)\s*(?::\s*(.+?)\s*)?$/.exec(text) ?? []
    if (field === undefined || source === undefined) {
      return yield* Either.left(`${JSON.stringify(text)} names no column of a field; ${usage}`)
    }
    if (!observationFields.some((known) => known === field)) {
      const known = observationFields.join(", ")
      return yield* Either.left(
        `unknown field ${field}${didYouMean(field, observationFields)}; the fields are ${known}`
      )
    }
    const reading = yield* parseReading(how)
    const columns = source.split("+").map((column) => column.trim())
    if (field !== "label" && reading._tag !== "AsIs") {
      return yield* Either.left(`${field}: only the label can be read by :${how}`)
    }
    if (field !== "choices" && columns.length > 1) {
      return yield* Either.left(`${field}: only the choices can come from several columns`)
    }
    return columns.includes("")
      ? yield* Either.left(`${JSON.stringify(text)} has a column without a name; ${usage}`)
      : { field, columns, reading }
  })

/** Reads a map, or says what is wrong with it. */
export const parseColumnMap = (text: string): Either.Either<ColumnMap, string> =>
  Either.gen(function*() {
    const rules = yield* Either.all(rulesIn(text).map(parseRule))
    const twice = rules.find(({ field }, i) => rules.findIndex((other) => other.field === field) < i)
    return twice === undefined ? rules : yield* Either.left(`${twice.field} is given two columns`)
  })

const showReading = (reading: LabelReading): string => {
  switch (reading._tag) {
    case "AsIs":
      return ""
    case "Index":
      return ":index"
    case "Letter":
      return ":letter"
    case "Values":
      return `:{${[...reading.values].toSorted().map(([value, label]) => `${value}:${label}`).join(",")}}`
  }
}

/** A map in its canonical writing: equal maps have equal texts. */
export const showColumnMap = (map: ColumnMap): string =>
  map.toSorted((one, other) => one.field < other.field ? -1 : 1)
    .map(({ columns, field, reading }) => `${field}=${columns.join("+")}${showReading(reading)}`)
    .join(",")
