/** The letters and numbers of options that a clause stands by: not those that it names only to rule them out. */
import { eachMatch } from "../cleaning/text.ts"
import { marker } from "./designators.ts"

const negatedBefore =
  /(?:\bnot|\bneither|\brather than|\binstead of|\brul(?:es?|ed|ing) out|\beliminat\w+|\bexclud\w+|\bnor|\bneither \w nor)(?: [\w']+){0,3}\s*$/
const rejectedAfter =
  /^[^.,;\uE000]{0,60}\b(?:is|are|was|can be) (?:wrong|incorrect|not|ruled out|eliminated)\b/

/** Whether the designator at `at` of a clause in lower case is ruled out by the words before or after it. */
const isRuledOut = (clause: string, at: number, length: number): boolean =>
  negatedBefore.test(clause.slice(Math.max(0, at - 80), at).replace(/[\uE000\uE001]/g, ""))
  || rejectedAfter.test(clause.slice(at + length, at + length + 120))

/** The letters or digits that a clause in lower case names without ruling them out. */
export const designatedIn = (lower: string): readonly string[] =>
  lower.includes("\uE000")
    ? [...eachMatch(lower, marker)].flatMap((found) =>
      isRuledOut(lower, found.index, found[0].length) ? [] : [found[1] ?? ""]
    )
    : []
