/**
 * `--quiet`: of what goes on, nothing is said but warnings and errors.
 */
import { Effect, FiberRef, Logger, LogLevel } from "effect"

/** A program without progress and news, where its user wants it so. */
export const quietly = <A, E, R>(
  program: Effect.Effect<A, E, R>,
  { quiet }: { readonly quiet: boolean }
): Effect.Effect<A, E, R> => quiet ? Logger.withMinimumLogLevel(program, LogLevel.Warning) : program

/** What the user asked for in so many words, and gets though all else is quiet. */
export const evenQuietly: <A, E, R>(program: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R> = Logger
  .withMinimumLogLevel(LogLevel.Info)

/** Whether nothing is to be shown of what goes on. */
export const isQuiet: Effect.Effect<boolean> = Effect.map(
  FiberRef.get(FiberRef.currentMinimumLogLevel),
  LogLevel.greaterThan(LogLevel.Info)
)
