/**
 * Replaying a run from the cache against a bare loop: `npm run bench -- replay [OBSERVATIONS]`.
 *
 * A counterfactual run about reviews of some 230 words, whose answers are all cached, with everything on: runner,
 * middleware, readers, cache on disk, records to disk, summary. The bare loop does the same hashing, point reads,
 * reading of answers and writes of records, on the same tables, without Effect.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { show, showLoad } from "./measure.ts"
import { fill, mostMade, reviewsOf } from "./replayRun.ts"
import { inTurn } from "./ways.ts"

const size = Number(process.argv[2] ?? 2000)
/**
 * A large run is for its memory: one round, and none to warm up. A small one takes a third of a second, in which a process
 * has not yet compiled all that it runs often.
 */
const isLarge = size > mostMade
const rounds = isLarge ? { warmUps: 0, rounds: 1 } : { warmUps: 4, rounds: 8 }

const wordsOf = (sampled: number): number => {
  const reviewOf = reviewsOf(size)
  const lengths = Array.from({ length: sampled }, (_, idx) => reviewOf(idx).text.split(" ").length)
  return lengths.reduce((sum, count) => sum + count, 0) / sampled
}

const folder = mkdtempSync(join(tmpdir(), "introspect-bench-"))
try {
  const correct = await fill(folder, size)
  const { bare, whole } = await inTurn("replayProcess", [folder, size, correct], rounds)
  await showLoad()
  const words = wordsOf(Math.min(size, 2000)).toFixed(0)
  console.log(
    `${size} reviews of ${words} words on average, 3 generations each; `
      + `the best of ${rounds.rounds} rounds after ${rounds.warmUps}`
  )
  show("bare loop", "generations", bare)
  show("pipeline", "generations", whole)
  console.log(
    `  ratio ${(whole.perSecond / bare.perSecond).toFixed(2)}; ${
      isLarge ? "reviews made when they are asked for" : "reviews included in the memory"
    }`
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
