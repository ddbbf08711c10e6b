/**
 * How long `introspect --help` takes from a built checkout, against Node that does nothing: `npm run bench -- help`.
 */
import { spawnSync } from "node:child_process"
import { command } from "./command.ts"
import { showLoad } from "./measure.ts"

const rounds = 15

const millisOf = (args: readonly string[]): number => {
  const started = performance.now()
  const { status } = spawnSync(process.execPath, args, { stdio: "ignore" })
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}; npm run build first`)
  return performance.now() - started
}

/** Milliseconds of a process, in the order of the rounds' durations. */
const measured = (args: readonly string[]) =>
  Array.from({ length: rounds }, () => millisOf(args)).toSorted((one, other) => one - other)

const line = (name: string, millis: readonly number[]) =>
  console.log(
    `  ${name.padEnd(20)} median ${millis[Math.floor(rounds / 2)]!.toFixed(0)} ms, best ${
      millis[0]!.toFixed(0)
    } ms`
  )

await showLoad()
line("node -e 0", measured(["-e", "0"]))
line("introspect --help", measured([command, "--help"]))
