/**
 * The process: words in, exit code out.
 */
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { Cause, Effect, Exit, Logger } from "effect"
import { cli } from "./cli.ts"
import { normaliseArgv, takeFlag } from "./process/argv.ts"
import { tuneCollector } from "./process/collector.ts"
import { withHelpConsole } from "./process/console.ts"
import { codeOf, exitCodes, messageOf } from "./process/exit.ts"
import { loggerOf } from "./process/logs.ts"
import { makeScheduler } from "./process/scheduler.ts"
import { telemetry } from "./process/telemetry.ts"
import { CurrentCommandLine } from "./settings/CommandLine.ts"
import { completeCommandLine } from "./settings/completeCommandLine.ts"

const signals = ["SIGINT", "SIGTERM"] as const
type Signal = typeof signals[number]

/** Tells which signal came; after it, a second one ends the process at once. */
const rememberSignal = (): () => Signal | null => {
  let received: Signal | null = null
  const remember = (signal: Signal) => {
    received = signal
    for (const other of signals) process.removeListener(other, remember)
  }
  for (const signal of signals) process.on(signal, remember)
  return () => received
}

/** A reader such as `head` that has seen enough is no error. */
const endWithReader = (): void => {
  process.stdout.on(
    "error",
    (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : exitCodes.stopped)
  )
}

const exitCode = (exit: Exit.Exit<unknown, unknown>, received: Signal | null): number => {
  if (received !== null) return exitCodes[received]
  if (Exit.isSuccess(exit)) return exitCodes.complete
  const failure = Cause.failureOption(exit.cause)
  return failure._tag === "Some" ? codeOf(failure.value) : exitCodes.stopped
}

/** Runs the command that the process was started for, and ends the process with its code. */
export const main = (): void => {
  tuneCollector()
  const received = rememberSignal()
  endWithReader()
  const logFormat = takeFlag(process.argv.slice(2), "--log-format")
  const words = normaliseArgv(logFormat.rest)
  const isDebug = process.argv.includes("--debug")
  const logger = loggerOf(logFormat.value === "json" ? "json" : "text")

  const report = (cause: Cause.Cause<unknown>) =>
    Cause.isInterruptedOnly(cause) ? Effect.void : Effect.logError(messageOf(cause, words, isDebug))

  const command = Effect.flatMap(
    completeCommandLine(words, process.env),
    (commandLine) =>
      Effect.provideService(
        cli([...process.argv.slice(0, 2), ...logFormat.taken, ...normaliseArgv(commandLine.words)]),
        CurrentCommandLine,
        commandLine
      )
  )

  NodeRuntime.runMain(
    Effect.provide(command, telemetry).pipe(
      Effect.tapErrorCause(report),
      withHelpConsole,
      Effect.provide(NodeContext.layer),
      Effect.provide(Logger.replace(Logger.defaultLogger, logger)),
      Effect.withScheduler(makeScheduler())
    ),
    {
      disableErrorReporting: true,
      disablePrettyLogger: true,
      teardown: (exit, onExit) => onExit(exitCode(exit, received()))
    }
  )
}
