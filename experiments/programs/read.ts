/**
 * `introspect read`: the readers over JSON Lines, in bounded memory.
 */
import * as NodeStream from "@effect/platform-node/NodeStream"
import { Effect, Either, ParseResult, Schema, Stream } from "effect"
import type { Reading } from "../../src/domain/Reading.ts"
import {
  readAbility,
  readEntailment,
  readMultiChoice,
  readParagraph,
  readSentiment,
  readWords
} from "../../src/readers/index.ts"
import { UsageError } from "../errors/UsageError.ts"
import type { ReaderName } from "../options/reader.ts"
import { print } from "../process/print.ts"

const Answer = Schema.Struct({ answer: Schema.String })
const AnswerOfChoices = Schema.Struct({
  answer: Schema.String,
  choices: Schema.NonEmptyArray(Schema.String)
})

/** A line's fields to its reading. */
type LineReader = (row: unknown) => Either.Either<Reading<unknown>, ParseResult.ParseError>

const reading = <A>(row: Schema.Schema<A>, read: (fields: A) => Reading<unknown>): LineReader => {
  const decode = Schema.decodeUnknownEither(row)
  return (fields) => Either.map(decode(fields), read)
}

const lineReaders: { readonly [Name in ReaderName]: LineReader } = {
  sentiment: reading(Answer, ({ answer }) => readSentiment(answer)),
  "multi-choice": reading(AnswerOfChoices, ({ answer, choices }) => readMultiChoice(answer, choices)),
  entailment: reading(Answer, ({ answer }) => readEntailment(answer)),
  ability: reading(Answer, ({ answer }) => readAbility(answer)),
  paragraph: reading(Answer, ({ answer }) => readParagraph(answer)),
  words: reading(Answer, ({ answer }) => readWords(answer))
}

const parsed = (line: string): Either.Either<unknown, string> =>
  Either.try({
    try: () => JSON.parse(line) as unknown,
    catch: (error) => `not JSON (${(error as Error).message})`
  })

const problemOf = (error: ParseResult.ParseError): string => {
  const [issue] = ParseResult.ArrayFormatter.formatErrorSync(error)
  return issue === undefined ? error.message : `${issue.path.join(".") || "the line"}: ${issue.message}`
}

const shapeOf = (name: ReaderName): string =>
  name === "multi-choice"
    ? "{\"answer\": \"...\", \"choices\": [\"...\", \"...\"]}"
    : "{\"answer\": \"...\"}"

/** The lines that were read, and the first that could not be. */
interface ReadLines {
  readonly read: readonly string[]
  readonly problem: UsageError | null
}

/** A reader of consecutive pieces of JSON Lines, which counts the lines; blank ones are passed over. */
export const linesReader = (name: ReaderName): (lines: Iterable<string>) => ReadLines => {
  const readLine = lineReaders[name]
  let number = 0
  return (lines) => {
    const read: string[] = []
    for (const line of lines) {
      number += 1
      if (line.trim() === "") continue
      const found = Either.flatMap(parsed(line), (row) => Either.mapLeft(readLine(row), problemOf))
      if (Either.isLeft(found)) {
        const message = `stdin line ${number}: ${found.left}; a line is ${shapeOf(name)}`
        return { read, problem: new UsageError({ message }) }
      }
      read.push(JSON.stringify({ reading: found.right.value, rule: found.right.rule }))
    }
    return { read, problem: null }
  }
}

/** Reads the answers on stdin and prints a reading for each; what stands before a bad line is printed. */
export const read = (name: ReaderName): Effect.Effect<void, UsageError> => {
  const readLines = linesReader(name)
  return NodeStream.stdin.pipe(
    Stream.decodeText(),
    Stream.splitLines,
    Stream.runForEachChunk((lines) => {
      const { problem, read } = readLines(lines)
      const printed = read.length === 0 ? Effect.void : print(read.join("\n"))
      return problem === null ? printed : Effect.zipRight(printed, Effect.fail(problem))
    })
  )
}
