/**
 * Fits the weights of the signs of asides to the corpus: `node --import tsx test/readers/fitAsides.ts`.
 *
 * Every line and block of an answer is either part of the labelled text or stands around it. A logistic regression
 * with a penalty on large weights (Newton's method) says how much each sign tells; the rounded weights go into
 * src/readers/paragraphs/asideWeights.ts by hand. Answers in other frames (JSON, HTML, turns), or
 * with the original beside the new text, are left out.
 */
import { asideSigns } from "../../src/readers/paragraphs/asides.ts"
import { parts, rowsOf } from "./corpus.ts"

const framed = /[<{]|```|(?:User|Falcon|Input|Before|Old|Draft):|assistant|\boriginal\b[^.]{0,20}[:\n]/i
const penalty = 0.7
const rounds = 40

interface Example {
  readonly signs: readonly number[]
  readonly isAside: boolean
}

const stretches = (part: string): readonly string[] =>
  [...part.split("\n"), ...part.split(/\n\s*\n/)].map((stretch) => stretch.trim()).filter((stretch) =>
    /\p{L}/u.test(stretch)
  )

const labels = new Map<string, boolean>()
for (const row of parts.flatMap((part) => rowsOf("paragraph", part))) {
  if (typeof row.expected !== "string" || framed.test(row.answer)) continue
  const at = row.answer.lastIndexOf(row.expected)
  if (at < 0) continue
  for (const stretch of stretches(row.expected)) labels.set(stretch, false)
  const around = `${row.answer.slice(0, at)}\n\n${row.answer.slice(at + row.expected.length)}`
  for (const stretch of stretches(around)) if (!labels.has(stretch)) labels.set(stretch, true)
}

const names = [...new Set([...labels.keys()].flatMap(asideSigns))].sort()
const place = new Map(names.map((name, i) => [name, i]))
const examples: readonly Example[] = [...labels].map(([stretch, isAside]) => ({
  signs: [...asideSigns(stretch).map((name) => place.get(name) ?? 0), names.length],
  isAside
}))

/** Solves a system of linear equations with a positive definite matrix by elimination. */
const solve = (matrix: number[][], right: number[]): number[] => {
  const size = right.length
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0])
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      const factor = rows[j]![i]! / rows[i]![i]!
      if (factor !== 0) { for (let k = i; k <= size; k++) rows[j]![k]! -= factor * rows[i]![k]! }
    }
  }
  const solution = Array.from({ length: size }, () => 0)
  for (let i = size - 1; i >= 0; i--) {
    const rest = rows[i]!.slice(i + 1, size).reduce((sum, value, k) => sum + value * solution[i + 1 + k]!, 0)
    solution[i] = (rows[i]![size]! - rest) / rows[i]![i]!
  }
  return solution
}

const size = names.length + 1
let weights = Array.from({ length: size }, () => 0)
for (let round = 0; round < rounds; round++) {
  const slope = weights.map((weight, i) => (i === names.length ? 0 : penalty * weight))
  const curve = weights.map((_, i) =>
    weights.map((__, j) => (i === j ? (i === names.length ? 0.01 : penalty) : 0))
  )
  for (const { isAside, signs } of examples) {
    const chance = 1 / (1 + Math.exp(-signs.reduce((sum, sign) => sum + weights[sign]!, 0)))
    for (const i of signs) {
      slope[i]! += chance - (isAside ? 1 : 0)
      for (const j of signs) curve[i]![j]! += chance * (1 - chance)
    }
  }
  const step = solve(curve, slope)
  weights = weights.map((weight, i) => weight - step[i]!)
}

const asides = examples.filter(({ isAside }) => isAside).length
process.stdout.write(`${examples.length} stretches, ${asides} of them asides\n`)
for (const [i, weight] of weights.entries()) {
  const count = examples.filter(({ signs }) => signs.includes(i)).length
  process.stdout.write(`${(names[i] ?? "bias").padEnd(14)} ${weight.toFixed(1).padStart(5)}  in ${count}\n`)
}
