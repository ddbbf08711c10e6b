/**
 * One answer from one sequence of a context.
 */
import type { GenerateParams } from "../../../src/domain/GenerateParams.ts"
import { answerText } from "./answerText.ts"
import type { Context, EvaluateOptions, Model, Sequence, Token } from "./api.ts"
import { evaluateBeginning } from "./evaluate.ts"
import type { AnswerForm } from "./grammar.ts"

export interface Answer {
  readonly text: string
  readonly finishReason: "stop" | "length"
  /** Sampled tokens, with the one that ends the answer. */
  readonly tokens: number
}

/** llama.cpp's seeds have 32 bits, and the highest means a random one. */
const seeds = 0xffff_ffff

/**
 * The parameters as the engine takes them. What is absent has the engine's default (temperature 0, top_k 40, top_p
 * 0.95); the engine cuts by top_k and top_p before the temperature is applied. The penalty covers prompt and answer, as
 * that of the servers does.
 */
const evaluateOptions = (
  { repetition_penalty, temperature, top_k, top_p }: GenerateParams,
  seed: number,
  seen: Token[],
  contextSize: number
): EvaluateOptions => ({
  ...(temperature === undefined ? {} : { temperature }),
  ...(top_k === undefined ? {} : { topK: top_k }),
  ...(top_p === undefined ? {} : { topP: top_p }),
  ...(repetition_penalty === undefined ? {} : {
    repeatPenalty: {
      punishTokens: () => seen,
      // A number that stays the same: the engine builds the penalty anew when it changes.
      maxPunishTokens: contextSize,
      penalty: repetition_penalty
    }
  }),
  seed: seed % seeds,
  yieldEogToken: true
})

/**
 * Generates an answer from an emptied sequence: what remained of the last prompt would be reused, and sums in another
 * order can change an answer. It returns early when the signal is given.
 */
export const generateAnswer = async (
  { context, form, model, sequence }: {
    readonly context: Context
    readonly form: AnswerForm | null
    readonly model: Model
    readonly sequence: Sequence
  },
  prompt: readonly Token[],
  params: GenerateParams,
  seed: number,
  signal: AbortSignal
): Promise<Answer> => {
  const most = params.max_new_tokens ?? context.contextSize - prompt.length
  const seen = [...prompt]
  const answer = answerText(
    (tokens, before) => model.detokenize(tokens, false, before),
    prompt,
    [...params.stop, ...(form === null ? [] : [form.end])]
  )
  const tokens = () => seen.length - prompt.length

  await sequence.clearHistory()
  const rest = await evaluateBeginning({ context, sequence }, prompt, signal)
  if (!signal.aborted) {
    const options = {
      ...evaluateOptions(params, seed, seen, context.contextSize),
      ...(form === null ? {} : { grammarEvaluationState: form.state })
    }
    for await (const token of sequence.evaluate(rest, options)) {
      seen.push(token)
      if (model.isEogToken(token) || answer.add(token)) {
        return { text: answer.text(), finishReason: "stop", tokens: tokens() }
      }
      if (tokens() >= most || signal.aborted) break
    }
  }
  return { text: answer.text(), finishReason: "length", tokens: tokens() }
}
