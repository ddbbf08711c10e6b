/**
 * What TGI accepts: the shape of a request, and the rules of its router (router/src/validation.rs) in its wording.
 */
import { limits } from "./facts.ts"
import { isObject, isText, isTexts, type JsonObject, unsimulated } from "./route.ts"

/** A request whose shape is right. */
export interface TgiBody {
  readonly inputs: string
  readonly parameters: JsonObject
}

const isNumber = (value: unknown) => typeof value === "number"
const isFlag = (value: unknown) => typeof value === "boolean"
const isInteger = (value: unknown) => Number.isInteger(value)
const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 0

const types: { readonly [name: string]: readonly [is: (value: unknown) => boolean, called: string] } = {
  temperature: [isNumber, "f32"],
  repetition_penalty: [isNumber, "f32"],
  frequency_penalty: [isNumber, "f32"],
  top_p: [isNumber, "f32"],
  typical_p: [isNumber, "f32"],
  top_k: [isInteger, "i32"],
  max_new_tokens: [isCount, "u32"],
  seed: [isCount, "u64"],
  do_sample: [isFlag, "a boolean"],
  details: [isFlag, "a boolean"],
  decoder_input_details: [isFlag, "a boolean"],
  return_full_text: [isFlag, "a boolean"],
  stop: [isTexts, "a sequence of strings"]
}

const named = (value: unknown): string => {
  if (value === null) return "null"
  if (Array.isArray(value)) return "sequence"
  if (typeof value === "object") return "map"
  return `${typeof value} ${JSON.stringify(value)}`
}

const mismatch = (name: string, value: unknown, expected: string) =>
  `${name}: invalid type: ${named(value)}, expected ${expected}`

/** What is wrong with the shape of a body, or null. */
export const shapeProblem = (body: unknown): string | null => {
  if (!isObject(body)) return `invalid type: ${named(body)}, expected struct GenerateRequest`
  const { inputs, parameters } = body
  if (inputs === undefined) return "missing field `inputs`"
  if (!isText(inputs)) return mismatch("inputs", inputs, "a string")
  if (parameters === undefined || parameters === null) return null
  if (!isObject(parameters)) return mismatch("parameters", parameters, "struct GenerateParameters")
  for (const name in parameters) {
    const type = types[name]
    const value = parameters[name]
    if (type === undefined || value === null || type[0](value)) continue
    return mismatch(`parameters.${name}`, value, type[1])
  }
  return null
}

const isPositive = (value: number) => value > 0
const isInside = (value: number) => value > 0 && value < 1

const rules: readonly (readonly [name: string, holds: (value: number) => boolean, rule: string])[] = [
  ["temperature", isPositive, "must be strictly positive"],
  ["repetition_penalty", isPositive, "must be strictly positive"],
  ["frequency_penalty", (value) => value >= -2 && value <= 2, "must be >= -2.0 and <= 2.0"],
  ["top_p", isInside, "must be > 0.0 and < 1.0"],
  ["typical_p", isInside, "must be > 0.0 and < 1.0"],
  ["top_k", isPositive, "must be strictly positive"],
  ["max_new_tokens", isPositive, "must be strictly positive"]
]

/** Parameters that would change an answer, and that the simulation cannot follow. */
const usual = {
  best_of: 1,
  top_n_tokens: 0,
  truncate: null,
  adapter_id: null,
  watermark: false
}

/**
 * What is wrong with a grammar, or null. A JSON schema is taken though nothing is forced: where the prompt asks for JSON
 * the model answers in it.
 */
const grammarProblem = (grammar: unknown): string | null => {
  if (grammar === undefined || grammar === null) return null
  if (!isObject(grammar) || grammar["type"] !== "json") return "`grammar` is simulated for JSON only"
  const { value } = grammar
  return isObject(value) && isObject(value["properties"])
    ? null
    : "grammar is not valid: Grammar must have a 'properties' field"
}

/** The first rule that a request of the right shape breaks, or null. */
export const validationProblem = (
  inputs: string,
  promptTokens: number,
  parameters: JsonObject
): string | null => {
  for (const [name, holds, rule] of rules) {
    const value = parameters[name]
    if (typeof value === "number" && !holds(value)) return `\`${name}\` ${rule}`
  }
  const { max_new_tokens, stop } = parameters
  const most = limits.max_stop_sequences
  if (isTexts(stop) && stop.length > most) {
    return `\`stop\` supports up to ${most} stop sequences. Given: ${stop.length}`
  }
  const grammar = grammarProblem(parameters["grammar"])
  if (grammar !== null) return grammar
  const other = unsimulated(parameters, usual)
  if (other !== undefined) return `\`${other}\` is not simulated`
  if (inputs === "") return "`inputs` cannot be empty"
  if (promptTokens > limits.max_input_tokens) {
    return `\`inputs\` must have less than ${limits.max_input_tokens} tokens. Given: ${promptTokens}`
  }
  const wanted = typeof max_new_tokens === "number" ? max_new_tokens : 1
  return promptTokens + wanted > limits.max_total_tokens
    ? `\`inputs\` tokens + \`max_new_tokens\` must be <= ${limits.max_total_tokens}. `
      + `Given: ${promptTokens} \`inputs\` tokens and ${wanted} \`max_new_tokens\``
    : null
}
