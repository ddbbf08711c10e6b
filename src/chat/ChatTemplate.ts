/**
 * A model's own chat template, as its publisher ships it: data, read from a file or the Hub.
 */
import { Either, ParseResult, Schema } from "effect"
import { canonicalJson, type Digest, digestText } from "../domain/Digest.ts"

/** A template that cannot be used, and why. */
export class ChatTemplateError extends Schema.TaggedError<ChatTemplateError>()("ChatTemplateError", {
  message: Schema.String
}) {}

/** A model's own chat template (Jinja) with its special tokens. */
export const ChatTemplate = Schema.Struct({
  /** Jinja. */
  text: Schema.String,
  /** Special tokens by the names that templates use: `bos_token`, `eos_token` and the like. */
  tokens: Schema.Record({ key: Schema.String, value: Schema.String }),
  /** Whether the tokenizer puts `bos_token` before every text by itself; where nothing says so, it does. */
  addsBos: Schema.Boolean,
  /** Where it was read, for messages and the manifest. */
  origin: Schema.String
})
/** A model's own chat template (Jinja) with its special tokens. */
export type ChatTemplate = typeof ChatTemplate.Type

/** What identifies a template in an experiment's specification, wherever it was read. */
export const templateDigest = ({ addsBos, text, tokens }: ChatTemplate): Digest =>
  digestText(canonicalJson({ addsBos, text, tokens }))

/** A token is written as a text, or as an object with the tokenizer's rules about it. */
const Token = Schema.Union(Schema.String, Schema.Struct({ content: Schema.String }))

const Named = Schema.Struct({ name: Schema.String, template: Schema.String })

/** `tokenizer_config.json`, as far as it is about chats. */
const TokenizerConfig = Schema.Struct(
  { chat_template: Schema.optional(Schema.NullOr(Schema.Union(Schema.String, Schema.Array(Named)))) },
  { key: Schema.String, value: Schema.Unknown }
)

const decodeConfig = Schema.decodeUnknownEither(Schema.parseJson(TokenizerConfig))
const decodeToken = Schema.decodeUnknownOption(Token)

const tokensOf = (config: typeof TokenizerConfig.Type) =>
  Object.fromEntries(
    Object.entries(config).flatMap(([name, value]) => {
      if (!name.endsWith("_token")) return []
      const token = decodeToken(value)
      if (token._tag === "None") return []
      return [[name, typeof token.value === "string" ? token.value : token.value.content] as const]
    })
  )

const fail = (message: string) => Either.left(new ChatTemplateError({ message }))

const chosen = (template: (typeof TokenizerConfig.Type)["chat_template"], origin: string) => {
  if (typeof template === "string") return Either.right(template)
  if (template === undefined || template === null) {
    return fail(
      `${origin} has no chat template: is this a model for chats? Name a template with --template, or leave it to the `
        + "server with --model-type Chat"
    )
  }
  const usual = template.find(({ name }) => name === "default")
  const names = template.map(({ name }) => name).join(", ")
  return usual === undefined
    ? fail(
      `${origin}: none of the chat templates is called default (there are: ${names || "none"})`
    )
    : Either.right(usual.template)
}

/**
 * A template from the files of a model.
 *
 * @param files.jinja - `chat_template.jinja`, which is taken before the template in the other file
 * @param files.config - `tokenizer_config.json`, with the special tokens; of several templates it is `default`
 */
export const makeChatTemplate = (
  files: { readonly jinja: string | null; readonly config: string | null },
  origin: string
): Either.Either<ChatTemplate, ChatTemplateError> =>
  Either.gen(function*() {
    const config = yield* Either.mapLeft(decodeConfig(files.config ?? "{}"), (error) => {
      const [issue] = ParseResult.ArrayFormatter.formatErrorSync(error)
      const where = issue === undefined || issue.path.length === 0 ? "" : `${issue.path.join(".")}: `
      return new ChatTemplateError({
        message: `${origin}: tokenizer_config.json cannot be read: ${where}${issue?.message ?? error.message}`
      })
    })
    const text = files.jinja ?? (yield* chosen(config.chat_template, origin))
    return { text, tokens: tokensOf(config), addsBos: config["add_bos_token"] !== false, origin }
  })
