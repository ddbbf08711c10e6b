/**
 * Values that flags name indirectly: a file, or a text with a grammar of its own.
 */
import { Effect, type Either, Option } from "effect"
import { readFile } from "node:fs/promises"
import { parseProfile } from "../../layers/simulated/profile.ts"
import { decodeModels, extendModels } from "../../src/chat/ModelEntry.ts"
import { models } from "../../src/chat/models.ts"
import { didYouMean } from "../../src/domain/nearest.ts"
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import { builtInPack, builtInPacks } from "../../src/prompts/packs.ts"
import { decodePack } from "../../src/prompts/validate.ts"
import { asUsageError, UsageError } from "../errors/UsageError.ts"

/** The text of a file that a user names. */
export const readText = (path: string) =>
  Effect.tryPromise({
    try: () => readFile(path, "utf8"),
    catch: (cause) =>
      new UsageError({ message: `${path} cannot be read: ${cause instanceof Error ? cause.message : cause}` })
  })

/** Reads and checks a file of data; JSON is YAML too. */
export const readData = Effect.fnUntraced(function*<A>(
  path: string,
  what: string,
  decode: (data: unknown) => Either.Either<A, { readonly message: string }>
) {
  const where = ({ message }: { readonly message: string }) =>
    new UsageError({ message: `${path} is no ${what}:\n${message}` })
  const text = yield* readText(path)
  const { parse } = yield* Effect.promise(() => import("./yaml.ts"))
  const data: unknown = yield* Effect.try({ try: () => parse(text), catch: (error) => where(error as Error) })
  return yield* Effect.mapError(decode(data), where)
})

const packNames = builtInPacks.map(({ pack }) => pack.name)

/** What helps whose pack could not be read: only a name that could be a file's is meant as one. */
const packHint = (path: string) =>
  /[./\\]/.test(path)
    ? "introspect prompts show default prints a pack that works, to begin with"
    : `built in are ${packNames.join(", ")}${didYouMean(path, packNames)}`

/** A built-in pack, or a file's, which is checked. */
export const packNamed = (path: string) => {
  const known = builtInPack(path)
  return known === undefined
    ? Effect.mapError(
      readData(path, "prompt pack", decodePack),
      ({ message }) => new UsageError({ message: `${message}\n(${packHint(path)})` })
    )
    : Effect.succeed(known)
}

/** The pack that a flag names; the default one without it. */
export const readPack = (name: Option.Option<string>) =>
  Option.match(name, { onNone: () => Effect.succeed(defaultPack), onSome: packNamed })

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
