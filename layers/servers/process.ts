/**
 * The process of an inference server.
 */
import * as Command from "@effect/platform/Command"
import type * as CommandExecutor from "@effect/platform/CommandExecutor"
import { type Duration, Effect, type Scope } from "effect"
import { mkdir } from "node:fs/promises"
import { dirname } from "node:path"
import { ServerError } from "./ServerError.ts"

export interface ServerProcess {
  /** Waits for its end, and says how it ended. */
  readonly exited: Effect.Effect<string>
}

export interface ProcessOptions {
  readonly command: readonly [string, ...string[]]
  readonly environment: { readonly [name: string]: string }
  /** The file that gets what it writes, after what is there. */
  readonly log: string
  /** How long it may take to stop before it is killed. */
  readonly patience: Duration.DurationInput
}

/** The server writes into its log itself: it never waits for us, and goes on when we are busy. */
const intoLog = "exec \"$@\" >>\"$INTROSPECT_SERVER_LOG\" 2>&1"

/** Starts a server, which is stopped with its children when the scope closes: told to, and killed if it does not. */
export const startProcess = Effect.fnUntraced(function*(
  { command, environment, log, patience }: ProcessOptions
): Effect.fn.Return<ServerProcess, ServerError, CommandExecutor.CommandExecutor | Scope.Scope> {
  const notStarted = (cause: unknown) =>
    new ServerError({
      reason: "NotStarted",
      message: `${command[0]} cannot be started: ${cause instanceof Error ? cause.message : cause}`
    })
  yield* Effect.tryPromise({ try: () => mkdir(dirname(log), { recursive: true }), catch: notStarted })
  const running = yield* Command.make("/bin/sh", "-c", intoLog, "sh", ...command).pipe(
    Command.env({ ...environment, INTROSPECT_SERVER_LOG: log }),
    Command.stdin("inherit"),
    Command.stdout("inherit"),
    Command.stderr("inherit"),
    Command.start,
    Effect.mapError(notStarted)
  )
  yield* Effect.addFinalizer(() =>
    Effect.flatMap(Effect.orElseSucceed(running.isRunning, () => false), (isRunning) =>
      isRunning
        // It waits for the process's end, for which a finalizer would wait without a limit.
        ? Effect.interruptible(running.kill("SIGTERM")).pipe(
          Effect.timeoutTo({ duration: patience, onTimeout: () => false, onSuccess: () => true }),
          Effect.flatMap((hasStopped) => hasStopped ? Effect.void : running.kill("SIGKILL")),
          Effect.ignore
        )
        : Effect.void)
  )
  const exited = Effect.match(running.exitCode, {
    onFailure: ({ message }) => /signal: (\w+)/.exec(message)?.[1] ?? message,
    onSuccess: (code) => `exit code ${code}`
  })
  return { exited }
})
