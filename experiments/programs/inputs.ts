/**
 * Values that flags name indirectly: a file, or a text with a grammar of its own.
 */
import { Effect, type Either, Option } from "effect"
import { readFile } from "node:fs/promises"
import { parse } from "yaml"
import { parseProfile } from "../../layers/simulated/profile.ts"
import { decodeModels, extendModels } from "../../src/chat/ModelEntry.ts"
import { models } from "../../src/chat/models.ts"
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import { decodePack } from "../../src/prompts/validate.ts"
import { asUsageError, UsageError } from "../UsageError.ts"

const readText = (path: string) =>
  Effect.tryPromise({
    try: () => readFile(path, "utf8"),
    catch: (cause) =>
      new UsageError({ message: `${path} cannot be read: ${cause instanceof Error ? cause.message : cause}` })
  })

/** Reads and checks a file of data; JSON is YAML too. */
const readData = Effect.fnUntraced(function*<A>(
  path: string,
  what: string,
  decode: (data: unknown) => Either.Either<A, { readonly message: string }>
) {
  const where = ({ message }: { readonly message: string }) =>
    new UsageError({ message: `${path} is no ${what}:\n${message}` })
  const text = yield* readText(path)
  const data: unknown = yield* Effect.try({ try: () => parse(text), catch: (error) => where(error as Error) })
  return yield* Effect.mapError(decode(data), where)
})

/** Reads and checks a pack. */
export const readPack = (file: Option.Option<string>) =>
  Option.match(file, {
    onNone: () => Effect.succeed(defaultPack),
    onSome: (path) => readData(path, "prompt pack", decodePack)
  })

/** The models by short names, those of a user's own list first. */
export const readModels = (file: Option.Option<string>) =>
  Option.match(file, {
    onNone: () => Effect.succeed(models),
    onSome: (path) =>
      Effect.map(readData(path, "list of models", decodeModels), (own) => extendModels(models, own))
  })

/** A system message; `@` names a file, whose last line break is no part of the message. */
export const readSystemMessage = (text: string) =>
  text.startsWith("@")
    ? Effect.map(readText(text.slice(1)), (content) => content.replace(/\r?\n$/, ""))
    : Effect.succeed(text)

/** Reads a profile of the simulated model. */
export const readProfile = (text: string) => Effect.mapError(parseProfile(text), asUsageError)
