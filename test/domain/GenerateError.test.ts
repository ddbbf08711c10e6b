import { describe, expect, it } from "@effect/vitest"
import { Either, Schema } from "effect"
import { GenerateError, generateError, type GenerateErrorReason } from "../../src/domain/GenerateError.ts"

const message = "what happened"
const classes: readonly (readonly [GenerateErrorReason, GenerateError["class"]])[] = [
  [{ _tag: "ContextOverflow", message, limit: 4096 }, "request"],
  [{ _tag: "InvalidRequest", message }, "request"],
  [{ _tag: "NotCached", message }, "request"],
  [{ _tag: "Unauthorized", message }, "setup"],
  [{ _tag: "WrongServer", message }, "setup"],
  [{ _tag: "Unsupported", message }, "setup"],
  [{ _tag: "CacheFailed", message }, "setup"],
  [{ _tag: "GaveUp", message }, "setup"],
  [{ _tag: "Unreachable", message }, "transient"],
  [{ _tag: "Overloaded", message, retryAfterMillis: null }, "transient"],
  [{ _tag: "ServerFailure", message, status: 500 }, "transient"],
  [{ _tag: "UnreadableReply", message }, "transient"]
]

describe("GenerateError", () => {
  it.each(classes.map(([reason, wanted]) => ({ reason, wanted })))(
    "$reason._tag is of the class $wanted",
    ({ reason, wanted }) => {
      const error = generateError(reason)
      expect(error.class).toBe(wanted)
      expect(error.message).toBe(message)
      expect(error._tag).toBe("GenerateError")
    }
  )

  it("survives being written and read", () => {
    for (const [reason] of classes) {
      const decoded = Schema.decodeUnknownEither(GenerateError)(
        Schema.encodeSync(GenerateError)(generateError(reason))
      )
      expect(Either.getOrThrow(decoded).reason).toEqual(reason)
    }
  })
})
