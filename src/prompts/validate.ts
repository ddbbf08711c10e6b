/**
 * Reading a pack from a user's data, with errors that say what is wrong and where.
 */
import { Either, ParseResult, Schema } from "effect"
import { didYouMean } from "../domain/nearest.ts"
import { everyPrompt, type PackPrompt } from "./everyPrompt.ts"
import { extended } from "./extend.ts"
import { allowedFields, requiredFields } from "./fields.ts"
import { builtInPack } from "./packs.ts"
import { answerKeyOf, packDigest, PromptPack } from "./PromptPack.ts"
import { readBackProblems } from "./readBack.ts"
import { parseTemplate } from "./Template.ts"

/** A pack that cannot be used; one problem a line. */
export class PromptPackError extends Schema.TaggedError<PromptPackError>()("PromptPackError", {
  problems: Schema.NonEmptyArray(Schema.String)
}) {
  override get message(): string {
    return this.problems.join("\n")
  }
}

const problemsOf = (
  pack: PromptPack,
  { category, prompt, variation, wording }: PackPrompt
): readonly string[] => {
  const where = `${category}.${prompt}`
  const { literals, names } = parseTemplate(wording)
  const key = answerKeyOf(pack, category, prompt)
  const allowed = allowedFields(category, prompt, variation)
  const token = pack.masks[variation.mask].token
  const shown = (name: string) => `{{${name}}}`
  return [
    ...requiredFields(category, prompt, variation)
      .filter((name) => !names.includes(name))
      .map((name) => `${where}: the placeholder ${shown(name)} is missing`),
    ...(prompt === "redacted" && !wording.includes(token)
      ? [`${where}: the placeholder {{mask_token}} is missing`]
      : []),
    ...(key !== undefined && !literals.join("").includes(JSON.stringify(key))
      ? [`${where}: the answer_key is ${JSON.stringify(key)}, but the wording does not show it`]
      : []),
    ...names
      .filter((name) => !allowed.includes(name))
      .map((name) =>
        `${where}: unknown placeholder ${shown(name)}${didYouMean(name, allowed)}; this prompt is given `
        + allowed.join(", ")
      ),
    ...names.slice(1).flatMap((name, i) =>
      literals[i + 1] === ""
        ? [`${where}: ${shown(names[i]!)} and ${shown(name)} need some text between them`]
        : []
    ),
    ...(names.at(-1) === "paragraph" || !names.includes("paragraph")
      ? []
      : [`${where}: {{paragraph}} must be the last placeholder`]),
    ...(/\{\{|\}\}/.test(literals.join("\0"))
      ? [`${where}: a brace pair that is no placeholder in ${JSON.stringify(wording)}`]
      : [])
  ]
}

/** Everything that is wrong with the wording of a pack; empty if nothing is. */
export const packProblems = (pack: PromptPack): readonly string[] => {
  const problems = new Set(everyPrompt(pack).flatMap((prompt) => problemsOf(pack, prompt)))
  return problems.size > 0 ? [...problems] : readBackProblems(pack)
}

const decode = Schema.decodeUnknownEither(PromptPack, { errors: "all", onExcessProperty: "error" })

const failed = ([first, ...rest]: readonly string[]) =>
  Either.left(new PromptPackError({ problems: [first ?? "the pack cannot be read", ...rest] }))

const issuesOf = (error: ParseResult.ParseError): readonly string[] =>
  ParseResult.ArrayFormatter.formatErrorSync(error).map(({ message, path }) =>
    `${path.join(".") || "the pack"}: ${message}`
  )

/** A pack from parsed JSON or YAML, which may extend a built-in one. */
export const decodePack = (data: unknown): Either.Either<PromptPack, PromptPackError> => {
  const whole = extended(data)
  if (Either.isLeft(whole)) return failed([whole.left])
  const decoded = decode(whole.right)
  if (Either.isLeft(decoded)) return failed(issuesOf(decoded.left))
  const pack = decoded.right
  const problems = packProblems(pack)
  if (problems.length > 0) return failed(problems)
  const namesake = builtInPack(pack.name)
  return namesake === undefined || packDigest(namesake) === packDigest(pack)
    ? Either.right(pack)
    : failed([`name: ${pack.name} is a built-in pack, and this one differs from it: give it another name`])
}
