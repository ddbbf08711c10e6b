/**
 * The text files of the bAbI tasks (Weston et al. 2015, arXiv:1502.05698; format: the archive's README).
 *
 * Lines are numbered, and number 1 begins a story. A line with tabs is a question, its answer, and the numbers of the
 * supporting lines; any other is a statement. The paragraph of a question is every statement before it in its story.
 */
import type { TableRow } from "../../../src/domain/mappedRow.ts"
import { invalid } from "../problem.ts"
import type { PlacedRow } from "../table/Table.ts"

interface Question {
  readonly where: string
  readonly paragraph: string
  readonly question: string
  readonly label: string
}

/** Every question of a story offers the answers of all of them. */
const finished = (questions: readonly Question[]): readonly PlacedRow[] => {
  const choices = [...new Set(questions.map(({ label }) => label))].toSorted()
  return questions.map(({ where, ...fields }): { where: string; row: TableRow } => ({
    where,
    row: { ...fields, choices }
  }))
}

/** The questions of a file, in order; throws `DatasetError` for a line that cannot be one of bAbI's. */
export function* babiRows(file: string, text: string): Iterable<PlacedRow> {
  let statements: string[] = []
  let questions: Question[] = []
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue
    const where = `line ${i + 1}`
    const [, number, rest] = /^(\d+) (.*)$/.exec(line) ?? []
    if (number === undefined || rest === undefined) {
      throw invalid(`${file} ${where}: no numbered line of bAbI`)
    }
    if (number === "1") {
      yield* finished(questions)
      ;[statements, questions] = [[], []]
    }
    const [question = "", answer] = rest.split("\t")
    if (answer === undefined) statements.push(question.trim())
    else {
      questions.push({
        where,
        paragraph: statements.join(" Then, "),
        question: question.trim(),
        label: answer.trim()
      })
    }
  }
  yield* finished(questions)
}
