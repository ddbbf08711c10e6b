/**
 * Sampling parameters by vLLM's names (vllm/entrypoints/openai/completion/protocol.py).
 *
 * vLLM ignores fields that it does not know, and takes what is not sent from the model's `generation_config.json`: so
 * every parameter that could stand there is sent, with the value that changes nothing where we have none.
 */
import type { GenerateParams } from "../../../src/domain/GenerateParams.ts"

/** What `SamplingParams` of every version knows; a parameter that the user leaves out is left to the server. */
export const vllmParameters = (
  { max_new_tokens, repetition_penalty, stop, temperature, top_k, top_p }: GenerateParams,
  seed: number
) => {
  // Refused by vLLM; only the likeliest token is in a nucleus of nothing.
  const isGreedy = top_p === 0
  return {
    ...(temperature === undefined && !isGreedy ? {} : { temperature: isGreedy ? 0 : temperature }),
    ...(top_p === undefined ? {} : { top_p: isGreedy ? 1 : top_p }),
    // Off is -1 in every version; 0 is refused by older ones.
    ...(top_k === undefined ? {} : { top_k: top_k === 0 ? -1 : top_k }),
    ...(repetition_penalty === undefined ? {} : { repetition_penalty }),
    ...(max_new_tokens === undefined ? {} : { max_tokens: max_new_tokens }),
    min_p: 0,
    presence_penalty: 0,
    frequency_penalty: 0,
    n: 1,
    seed,
    stop,
    include_stop_str_in_output: false,
    ignore_eos: false,
    skip_special_tokens: true
  }
}
