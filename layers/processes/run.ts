/**
 * Other programs, run to their end.
 */
import * as Command from "@effect/platform/Command"
import type * as CommandExecutor from "@effect/platform/CommandExecutor"
import type { PlatformError } from "@effect/platform/Error"
import { Effect, Stream } from "effect"

/** How a program ended, and what it wrote. */
export interface Ended {
  /** 128 where a signal ended it. */
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export type Words = readonly [program: string, ...args: readonly string[]]

const bySignal = 128

const text = (bytes: Stream.Stream<Uint8Array, PlatformError>) => Stream.mkString(Stream.decodeText(bytes))

/** Runs a program and takes in what it writes; fails only where it cannot be started. */
export const runProgram = (
  [program, ...args]: Words
): Effect.Effect<Ended, PlatformError, CommandExecutor.CommandExecutor> =>
  Effect.scoped(Effect.gen(function*() {
    const running = yield* Command.start(Command.make(program, ...args))
    const [code, stdout, stderr] = yield* Effect.all([
      Effect.orElseSucceed(running.exitCode, () => bySignal),
      text(running.stdout),
      text(running.stderr)
    ], { concurrency: "unbounded" })
    return { code, stdout, stderr }
  }))

/** Runs a program that talks to the user itself, and gives its exit code. */
export const runVisibly = (
  [program, ...args]: Words,
  environment: { readonly [name: string]: string } = {}
): Effect.Effect<number, PlatformError, CommandExecutor.CommandExecutor> =>
  Command.exitCode(
    Command.make(program, ...args).pipe(
      Command.env(environment),
      Command.stdin("inherit"),
      Command.stdout("inherit"),
      Command.stderr("inherit")
    )
  )
