/**
 * The bars of a class figure, and its picture.
 */
import type { AnswerCount } from "../../experiment/summary/Summary.ts"
import type { Details } from "./details.ts"
import { type Level, sortedLevels } from "./Dimension.ts"
import type { ClassFigure } from "./Figure.ts"
import { gridOf, placeIn, range, simulatedIn } from "./grid.ts"
import type { Cell, Page } from "./pages.ts"
import type { Bar, ClassPicture } from "./Picture.ts"

/** How often an experiment came to one combination of label and answers. */
export interface ClassCount {
  readonly cell: Cell
  readonly answer: AnswerCount
}

/** The counts of a page. */
export const classCounts = ({ cells }: Page, details: (id: string) => Details): readonly ClassCount[] =>
  cells.flatMap((cell) => details(cell.experiment.id).answers.map((answer) => ({ cell, answer })))

const undetermined = "unknown"

const knownOrder = ["positive", "negative", "neutral", "yes", "no"]

const upperFirst = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** An answer as it is, in a fixed order: `unknown` last. */
const byItself = (answer: string): Level => {
  const place = knownOrder.indexOf(answer)
  return {
    value: answer,
    label: upperFirst(answer),
    rank: answer === undetermined ? knownOrder.length + 1 : place === -1 ? knownOrder.length : place
  }
}

/** An answer by what it is to the observation, where each has choices of its own. */
const byLabel = (answer: string, label: string): Level => {
  if (answer === undetermined) return byItself(answer)
  return answer === label
    ? { value: "label", label: "The label", rank: 0 }
    : { value: "other", label: "Another answer", rank: 1 }
}

/** Of more answers than these the bars would be too thin, and the colours too many to tell apart. */
const mostAnswers = 7

const distinct = (answers: readonly (string | undefined)[]): number => new Set(answers).size

/** How a page shows predictions and the answers that fill their bars. */
interface Shown {
  readonly predict: (answer: AnswerCount) => Level
  readonly fill: (answer: AnswerCount) => Level
}

const any: Level = { value: "any", label: "Any", rank: 0 }

const shownIn = ({ fill }: ClassFigure, counts: readonly ClassCount[]): Shown => {
  const answers = counts.map(({ answer }) => answer)
  const isFew = distinct(answers.map(({ predict }) => predict)) <= mostAnswers
    && distinct(answers.map((answer) => answer[fill])) <= mostAnswers
  const itself = (answer: AnswerCount) => byItself(answer[fill] ?? "")
  if (isFew) return { predict: ({ predict }) => byItself(predict), fill: itself }
  const related = {
    label: () => any,
    ability: itself,
    explain_predict: ({ explain_predict = "", label }: AnswerCount) => byLabel(explain_predict, label)
  }
  return { predict: ({ label, predict }) => byLabel(predict, label), fill: related[fill] }
}

/** The picture of at least one count. */
export const classPicture = (
  figure: ClassFigure,
  { levels }: Page,
  counts: readonly ClassCount[]
): ClassPicture => {
  const { fill, predict } = shownIn(figure, counts)
  const predicted = sortedLevels(counts.map(({ answer }) => predict(answer)))
  const tones = sortedLevels(counts.map(({ answer }) => fill(answer)))
  const { columns, panels, rows } = gridOf(figure, counts)
  const made = panels(({ own }) => {
    const bars = new Map<string, Bar>()
    for (const { answer } of own) {
      const [x, tone] = [placeIn(predicted, predict(answer)), placeIn(tones, fill(answer))]
      const key = `${x}/${tone}`
      bars.set(key, { x, tone, count: answer.count + (bars.get(key)?.count ?? 0) })
    }
    return {
      x: predicted.map(({ label }) => label),
      marks: [...bars.values()].toSorted((one, other) => one.x - other.x || one.tone - other.tone)
    }
  })
  const totals = made.map(({ marks }) => marks.reduce((sum, { count }) => sum + count, 0))
  return {
    kind: "classes",
    title: figure.title,
    subtitle: levels.map(({ label }) => label).join(", "),
    xTitle: "Predicted answer",
    yTitle: "Observations",
    toneTitle: figure.fillTitle,
    tones: tones.map(({ label, value }) => ({ label, isUndetermined: value === undetermined })),
    rows,
    columns,
    panels: made,
    simulated: simulatedIn(counts),
    n: range(totals.filter((total) => total > 0))
  }
}
