/**
 * The last thing that the user says in a prompt, whatever chat format the prompt is written in.
 *
 * The formats are written down again here, on purpose: the simulated model must not depend on the code that it tests.
 */
const system = /^<<SYS>>\n[\s\S]*?\n<<\/SYS>>\n\n/

/** Llama 2 and Mistral: `[INST] … [/INST]`. */
const instruction = (prompt: string): string | null => {
  const open = "[INST] "
  const start = prompt.lastIndexOf(open)
  const end = prompt.indexOf(" [/INST]", start)
  if (!/^(?:<s>)?\[INST\] /.test(prompt) || end < 0) return null
  return prompt.slice(start + open.length, end).replace(system, "")
}

/** Falcon: `User: …`, then `Falcon:` on a line of its own. */
const dialogue = (prompt: string): string | null => {
  const open = "User: "
  const end = prompt.lastIndexOf("\nFalcon:")
  if (end < 0) return null
  const start = prompt.lastIndexOf(`\n${open}`, end - 1)
  if (start >= 0) return prompt.slice(start + 1 + open.length, end)
  return prompt.startsWith(open) ? prompt.slice(open.length, end) : null
}

/** What opens and closes a user's turn in the templates of Qwen and others, of Llama 3, Gemma and Phi. */
const frames: readonly (readonly [open: string, close: string])[] = [
  ["<|im_start|>user\n", "<|im_end|>"],
  ["<|start_header_id|>user<|end_header_id|>\n\n", "<|eot_id|>"],
  ["<start_of_turn>user\n", "<end_of_turn>"],
  ["<|user|>\n", "<|end|>"],
  ["<|user|>", "<|end|>"]
]

/** The templates of newer models: turns between special tokens. */
const framed = (prompt: string): string | null => {
  for (const [open, close] of frames) {
    const start = prompt.lastIndexOf(open)
    const end = prompt.indexOf(close, start)
    if (start >= 0 && end >= 0) return prompt.slice(start + open.length, end)
  }
  return null
}

/** The user's last turn; a prompt in no known chat format is a turn itself. */
export const lastUserTurn = (prompt: string): string =>
  instruction(prompt) ?? dialogue(prompt) ?? framed(prompt) ?? prompt

/** What stands before an answer in each of these formats. */
const answerMarks = [
  " [/INST]",
  "\nFalcon:",
  "<|im_start|>assistant\n",
  "<|start_header_id|>assistant<|end_header_id|>\n\n",
  "<start_of_turn>model\n",
  "<|assistant|>\n"
]

/** The answer that has been begun at the end of a prompt; empty where none has, or in no known chat format. */
export const begunAnswer = (prompt: string): string => {
  const starts = answerMarks.map((mark) => prompt.lastIndexOf(mark) + mark.length)
  const known = starts.filter((start, i) => start >= answerMarks[i]!.length)
  return known.length === 0 ? "" : prompt.slice(Math.max(...known))
}
