/**
 * What servers have refused of requests of a kind, before they had answered anything: it is not asked again.
 */
import { canonicalJson } from "../domain/Digest.ts"
import type { GenerateError } from "../domain/GenerateError.ts"
import type { GenerateRequest } from "../domain/GenerateRequest.ts"

/** Whether an error may be about what a request asks for beside its text: a parameter, a form, a route. */
export const isOfAKind = ({ reason }: GenerateError): boolean =>
  reason._tag === "Unsupported" || reason._tag === "WrongServer"

/** Everything of a request but its text and seed: what is alike in this is refused alike. */
const kindOf = ({ model, params: { seed: _, ...params }, prompt, responseSchema }: GenerateRequest): string =>
  canonicalJson([model, prompt._tag, { ...params }, responseSchema !== undefined])

export interface Refusals {
  readonly note: (request: GenerateRequest, error: GenerateError) => void
  /** Why a request would be refused; null where that is not known. */
  readonly of: (request: GenerateRequest) => GenerateError | null
}

/** Remembers refusals. */
export const makeRefusals = (): Refusals => {
  const byKind = new Map<string, GenerateError>()
  return {
    note: (request, error) => {
      byKind.set(kindOf(request), error)
    },
    of: (request) => byKind.size === 0 ? null : byKind.get(kindOf(request)) ?? null
  }
}
