/**
 * One error of each class.
 */
import { type GenerateError, generateError } from "../../src/domain/GenerateError.ts"

export const overflow: GenerateError = generateError({
  _tag: "ContextOverflow",
  message: "too long",
  limit: 4096
})
export const unauthorized: GenerateError = generateError({ _tag: "Unauthorized", message: "wrong key" })
export const unreachable: GenerateError = generateError({ _tag: "Unreachable", message: "refused" })
export const reset: GenerateError = generateError({
  _tag: "Unreachable",
  message: "reset",
  phase: "exchange"
})
export const failed: GenerateError = generateError({ _tag: "ServerFailure", message: "500", status: 500 })
export const overloaded = (retryAfterMillis: number | null): GenerateError =>
  generateError({ _tag: "Overloaded", message: "busy", retryAfterMillis })
