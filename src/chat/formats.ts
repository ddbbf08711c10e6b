/**
 * The chat formats that need nothing but their name, and the choice of a system message.
 */
import { Either, Schema } from "effect"
import { Chat } from "./Chat.ts"
import type { ChatFormat, ChatFormatName } from "./ChatFormat.ts"
import { Falcon } from "./Falcon.ts"
import { Llama2 } from "./Llama2.ts"
import { Mistral } from "./Mistral.ts"

/** The formats by name; a `Template` is made of a model's own one. */
export const chatFormats: { readonly [Name in Exclude<ChatFormatName, "Template">]: ChatFormat } = {
  Llama2,
  Falcon,
  Mistral,
  Chat
}

/** A system message that the chat format cannot have. */
export class SystemMessageError extends Schema.TaggedError<SystemMessageError>()("SystemMessageError", {
  message: Schema.String
}) {}

/**
 * The system message that is sent: none, the publisher's own, or a text.
 *
 * A format without a default sends none for `default`; a text for a format without a system role is an error.
 */
export const systemMessage = (
  format: ChatFormat,
  system: string
): Either.Either<string | undefined, SystemMessageError> => {
  if (system === "none") return Either.right(undefined)
  if (system === "default") return Either.right(format.defaultSystem ?? undefined)
  return format.hasSystem
    ? Either.right(system)
    : Either.left(
      new SystemMessageError({
        message: `the ${format.name} format has no system role${
          format.noSystem === undefined ? "" : ` (${format.noSystem})`
        }: use --system-message none or default`
      })
    )
}
