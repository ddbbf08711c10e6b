/**
 * Replaying a run from the cache against a bare loop: `npm run bench -- replay [OBSERVATIONS]`.
 *
 * A counterfactual run about reviews of some 230 words, whose answers are all cached, with everything on: runner,
 * middleware, readers, cache on disk, records to disk, summary. The bare loop does the same hashing, point reads,
 * reading of answers and writes of records, on the same tables, without Effect. Each has a process of its own, and their
 * rounds come in turn, so that a disturbance of the machine meets both.
 */
import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { best, type Measured, show, showLoad } from "./measure.ts"
import { fill, mostMade, type Replaying, reviewsOf } from "./replayRun.ts"

const size = Number(process.argv[2] ?? 2000)
/**
 * A large run is for its memory: one round, and none to warm up. A small one takes a third of a second, in which a process
 * has not yet compiled all that it runs often.
 */
const isLarge = size > mostMade
const [warmUps, rounds] = isLarge ? [0, 1] : [4, 8]

const wordsOf = (sampled: number): number => {
  const reviewOf = reviewsOf(size)
  const lengths = Array.from({ length: sampled }, (_, idx) => reviewOf(idx).text.split(" ").length)
  return lengths.reduce((sum, count) => sum + count, 0) / sampled
}

const folder = mkdtempSync(join(tmpdir(), "introspect-bench-"))
const entry = fileURLToPath(new URL("replayProcess.mjs", import.meta.url))
const processes: ChildProcess[] = []

/** Starts a process that replays in one way; what it returns has it do a round. */
const start = (way: Replaying, correct: number): (round: number) => Promise<Measured> => {
  const child = fork(entry, [way, folder, String(size), String(correct)])
  processes.push(child)
  const failed = once(child, "exit").then(([code]) => {
    throw new Error(`the process of ${way} ended with ${code}`)
  })
  return async (round) => {
    child.send(round)
    const [measured] = await Promise.race([once(child, "message"), failed])
    return measured as Measured
  }
}

try {
  const correct = await fill(folder, size)
  const ways = { bare: start("bare", correct), whole: start("whole", correct) }
  const measured = { bare: [] as Measured[], whole: [] as Measured[] }
  for (let round = 0; round < warmUps + rounds; round++) {
    for (const way of ["bare", "whole"] as const) {
      const one = await ways[way](round)
      if (round >= warmUps) measured[way].push(one)
    }
  }
  const [bare, whole] = [best(measured.bare), best(measured.whole)]
  await showLoad()
  const words = wordsOf(Math.min(size, 2000)).toFixed(0)
  console.log(
    `${size} reviews of ${words} words on average, 3 generations each; the best of ${rounds} rounds after ${warmUps}`
  )
  show("bare loop", "generations", bare)
  show("pipeline", "generations", whole)
  console.log(
    `  ratio ${(whole.perSecond / bare.perSecond).toFixed(2)}; ${
      isLarge ? "reviews made when they are asked for" : "reviews included in the memory"
    }`
  )
} finally {
  for (const child of processes) child.kill()
  rmSync(folder, { recursive: true, force: true })
}
