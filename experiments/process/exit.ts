/**
 * How a command ended, as the exit code and one message tell it.
 */
import * as ValidationError from "@effect/cli/ValidationError"
import { Cause } from "effect"
import { knownFlags } from "../cli.ts"
import { validationMessage } from "./console.ts"

export const exitCodes = {
  complete: 0,
  stopped: 1,
  usage: 2,
  incomplete: 3,
  SIGINT: 130,
  SIGTERM: 143
} as const

/** Errors by which nothing was asked: the command, or a file that it names, is wrong. */
const usageErrors: ReadonlySet<unknown> = new Set(["UsageError", "DatasetError"])

/** Errors by which only a part is missing. */
const incompleteErrors: ReadonlySet<unknown> = new Set(["Incomplete", "NotAllDrawn"])

/** Data that could not be fetched or kept is nobody's bad input. */
const isUnavailable = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "reason" in error && error.reason === "Unavailable"

const tagOf = (error: unknown): unknown =>
  typeof error === "object" && error !== null && "_tag" in error ? error._tag : undefined

/** A file that a command names and that is not there. */
const isMissing = (error: unknown): boolean =>
  tagOf(error) === "StorageError" && (error as { readonly reason?: unknown }).reason === "Missing"

/** The code for an error of a command. */
export const codeOf = (error: unknown): number => {
  const tag = tagOf(error)
  if (incompleteErrors.has(tag)) return exitCodes.incomplete
  if (isUnavailable(error)) return exitCodes.stopped
  return usageErrors.has(tag) || isMissing(error) || ValidationError.isValidationError(error)
    ? exitCodes.usage
    : exitCodes.stopped
}

/** One clear message; the stack only for those who asked for it, or when the program itself is wrong. */
export const messageOf = (
  cause: Cause.Cause<unknown>,
  argv: readonly string[],
  isDebug: boolean
): string => {
  const failure = Cause.failureOption(cause)
  if (isDebug || failure._tag === "None") return Cause.pretty(cause, { renderErrorCause: true })
  const error = failure.value
  if (ValidationError.isValidationError(error)) return validationMessage(error, argv, knownFlags())
  return error instanceof Error ? error.message : String(error)
}
