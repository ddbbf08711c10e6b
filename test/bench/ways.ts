/**
 * Two ways to do the same work, each in a process of its own, with a heap and compiled code of its own.
 */
import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { best, measure, type Measured } from "./measure.ts"

/** Without fibers and services, or with all of them. */
export type Way = "bare" | "whole"

const start = (program: string, args: readonly string[]) => {
  const child = fork(fileURLToPath(new URL(`${program}.mjs`, import.meta.url)), args)
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`${program} ${args[0]} ended with ${code}`)
  })
  const round = async (number: number): Promise<Measured> => {
    child.send(number)
    const [measured] = await Promise.race([once(child, "message"), ended])
    return measured as Measured
  }
  return { child, round }
}

/**
 * Has a program do rounds in both ways, in turn, so that a disturbance of the machine meets both; gives the best round of
 * each after the first ones, which warm up.
 *
 * @param args - What the program is called with, behind its way.
 */
export const inTurn = async (
  program: string,
  args: readonly (string | number)[],
  { rounds, warmUps }: { readonly rounds: number; readonly warmUps: number }
): Promise<{ readonly [way in Way]: Measured }> => {
  const children: ChildProcess[] = []
  const begin = (way: Way) => {
    const { child, round } = start(program, [way, ...args.map(String)])
    children.push(child)
    return { round, measured: [] as Measured[] }
  }
  try {
    const ways = [begin("bare"), begin("whole")] as const
    for (let number = 0; number < warmUps + rounds; number++) {
      for (const { measured, round } of ways) {
        const one = await round(number)
        if (number >= warmUps) measured.push(one)
      }
    }
    return { bare: best(ways[0].measured), whole: best(ways[1].measured) }
  } finally {
    for (const child of children) child.kill()
  }
}

/** In such a program: does a round of so many items whenever it is told to, and tells what it took. */
export const onEachRound = (items: number, run: (round: number) => Promise<unknown>): void => {
  process.on("message", (round: number) => {
    void measure(items, () => run(round)).then((measured) => process.send?.(measured))
  })
}
