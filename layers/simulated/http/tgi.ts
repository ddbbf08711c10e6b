/**
 * The routes of Hugging Face's text-generation-inference 3.3: `/generate`, `/`, `/health`, `/info`.
 */
import { type AnsweringModel, countTokens } from "./answer.ts"
import { limits, simulatedVersion } from "./facts.ts"
import {
  type FixedRoute,
  type HttpReply,
  isObject,
  isTexts,
  type PendingReply,
  type Routes
} from "./route.ts"
import { scoredText } from "./score.ts"
import { shapeProblem, type TgiBody, validationProblem } from "./tgiRules.ts"

/** Outside TGI's own error scheme its web framework answers with bare text. */
const refuse = (status: number, message: string): HttpReply => ({ status, body: message })

const invalid = (message: string): HttpReply => ({
  status: 422,
  body: { error: `Input validation error: ${message}`, error_type: "validation" }
})

const headers = (prompt: string, promptTokens: number, tokens: number, elapsed: number) => ({
  "x-compute-type": "cpu+simulated",
  "x-compute-time": String(elapsed / 1000),
  "x-compute-characters": String(prompt.length),
  "x-total-time": String(elapsed),
  "x-validation-time": "0",
  "x-queue-time": "0",
  "x-inference-time": String(elapsed),
  "x-time-per-token": String(Math.round(elapsed / tokens)),
  "x-prompt-tokens": String(promptTokens),
  "x-generated-tokens": String(tokens)
})

const generate = (
  model: AnsweringModel,
  { inputs, parameters }: TgiBody,
  promptTokens: number
): PendingReply => {
  const { decoder_input_details, details, do_sample, max_new_tokens, return_full_text, seed, stop } =
    parameters
  const maxTokens = typeof max_new_tokens === "number"
    ? max_new_tokens
    : limits.max_total_tokens - promptTokens
  const usedSeed = typeof seed === "number" ? seed : 0
  return {
    generations: 1,
    finish: (elapsed) => {
      const answer = model.answer(inputs, { seed: usedSeed, maxTokens, stop: isTexts(stop) ? stop : [] })
      return {
        status: 200,
        headers: headers(inputs, promptTokens, answer.tokens, elapsed),
        body: {
          generated_text: return_full_text === true ? inputs + answer.text : answer.text,
          ...(details !== true ? {} : {
            details: {
              finish_reason: answer.finishReason,
              generated_tokens: answer.tokens,
              seed: do_sample === true ? usedSeed : null,
              prefill: decoder_input_details === true ? scoredText(model, inputs) : [],
              // What is generated has no probabilities that could stand here.
              tokens: []
            }
          })
        }
      }
    }
  }
}

const handle = (model: AnsweringModel) => (body: unknown): HttpReply | PendingReply => {
  const wrongShape = shapeProblem(body)
  if (wrongShape !== null) {
    return refuse(422, `Failed to deserialize the JSON body into the target type: ${wrongShape}`)
  }
  const { inputs, parameters } = body as TgiBody
  const promptTokens = countTokens(inputs)
  const given = parameters ?? {}
  const problem = validationProblem(inputs, promptTokens, given)
  return problem === null
    ? generate(model, { inputs, parameters: given }, promptTokens)
    : invalid(problem)
}

/** TGI's routes, answered by a model. */
export const tgiRoutes = (model: AnsweringModel): Routes => {
  const answer = handle(model)
  const health: FixedRoute = { method: "GET", reply: { status: 200, body: "" } }
  const info = {
    model_id: model.id,
    model_sha: null,
    model_pipeline_tag: "text-generation",
    ...limits,
    router: "text-generation-router",
    version: simulatedVersion,
    sha: null,
    docker_label: null
  }

  /** The root answers with an array of one, and is the only one of the two that could stream. */
  const root = (body: unknown): HttpReply | PendingReply => {
    if (isObject(body) && body["stream"] === true) return invalid("`stream` is not simulated")
    const handled = answer(body)
    if (!("finish" in handled)) return handled
    return {
      ...handled,
      finish: (...time) => {
        const reply = handled.finish(...time)
        return { ...reply, body: [reply.body] }
      }
    }
  }

  return {
    "/": [health, { method: "POST", refuse, handle: root }],
    "/health": [health],
    "/info": [{ method: "GET", reply: { status: 200, body: info } }],
    "/generate": [{ method: "POST", refuse, handle: answer }]
  }
}
