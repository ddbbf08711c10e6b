/**
 * Sampling parameters as TGI takes them (router/src/validation.rs, version 3.3).
 */
import type { GenerateParams } from "../../../src/domain/GenerateParams.ts"
import type { JsonSchema } from "../../../src/domain/GenerateRequest.ts"

/** Whether any other token than the likeliest can be chosen; without parameters TGI does not sample. */
const samples = (
  { temperature, top_k, top_p }: GenerateParams
): boolean => {
  if (top_p === 0) return false
  return temperature === undefined ? (top_k ?? 0) > 0 || (top_p ?? 1) < 1 : temperature > 0
}

/**
 * The parameters as TGI takes them: a temperature of 0 and a top_p of 0 or 1 are refused there, and without `do_sample`
 * beside them other parameters decide whether it samples.
 */
export const tgiParameters = (params: GenerateParams, seed: number) => {
  const { stop, temperature, top_k, top_p, ...others } = params
  const isSampled = samples(params)
  return {
    ...others,
    ...(isSampled && temperature !== undefined ? { temperature } : {}),
    ...(isSampled && top_p !== undefined && top_p < 1 ? { top_p } : {}),
    ...(isSampled && top_k !== undefined && top_k > 0 ? { top_k } : {}),
    do_sample: isSampled,
    seed,
    stop,
    return_full_text: false,
    details: true
  }
}

/** The form of the answer as TGI is told it; a schema has to have `properties` there. */
export const tgiGrammar = (schema: JsonSchema | undefined) =>
  schema === undefined ? {} : { grammar: { type: "json", value: schema } }
