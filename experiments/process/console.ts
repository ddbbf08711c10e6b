/**
 * The console that @effect/cli writes its help to: plain text where there is no terminal, and no errors, since the
 * process reports each of them once.
 */
import * as HelpDoc from "@effect/cli/HelpDoc"
import type { ValidationError } from "@effect/cli/ValidationError"
import { Effect } from "effect"
import { stripVTControlCharacters } from "node:util"
import { didYouMean } from "../../src/domain/nearest.ts"
import { isRepeated } from "./argv.ts"

const fit = (text: string, stream: NodeJS.WriteStream): string =>
  stream.isTTY ? text : stripVTControlCharacters(text)

/** Runs a command with a console whose help and completion scripts go to stdout. */
export const withHelpConsole = <A, E, R>(command: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.consoleWith((console) =>
    Effect.withConsole(command, {
      ...console,
      log: (...words) =>
        Effect.sync(() => void process.stdout.write(`${fit(words.join(" "), process.stdout)}\n`)),
      error: () => Effect.void
    })
  )

/** What is wrong with a flag that the parser does not expect: it has already taken the first of two. */
const unexpected = (flag: string, argv: readonly string[], knownFlags: ReadonlySet<string>): string => {
  if (!knownFlags.has(flag)) return `Received unknown argument: '${flag}'${didYouMean(flag, knownFlags)}`
  return isRepeated(argv, flag)
    ? `${flag} is given more than once; give it once`
    : `${flag} is no flag of this command`
}

/** What was wrong with the words of a command line; an unknown flag is told which one is near. */
export const validationMessage = (
  { error }: ValidationError,
  argv: readonly string[],
  knownFlags: ReadonlySet<string>
): string => {
  const message = stripVTControlCharacters(HelpDoc.toAnsiText(error)).trim()
  const [, flag] = /unknown argument: '(--[^'=]+)/.exec(message) ?? []
  const problem = flag === undefined ? message : unexpected(flag, argv, knownFlags)
  return `${problem} (introspect --help shows what there is)`
}
