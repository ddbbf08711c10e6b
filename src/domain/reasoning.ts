/**
 * What a model wrote while it thought, apart from its answer.
 *
 * Servers that know their model's way of thinking give the two in separate fields. Others leave both in one text:
 * between tags, or, as gpt-oss does, in channels of which `final` is the answer.
 */

/** Names of the blocks in which models think aloud before they answer. */
const blockNames = [
  "think(?:ing)?",
  "thoughts?",
  "reason(?:ing)?",
  "reflection",
  "scratch_?pad",
  "analysis",
  "inner_?monologue",
  "internal_?thoughts?",
  "chain_of_thought",
  "cot"
].join("|")

const blockEdge = new RegExp(
  `<(/?)(?:${blockNames})>|\\[(/?)THINK\\]|\u25C1(/?)think\u25B7|<\\|(begin|end)_of_thought\\|>`,
  "gi"
)

/** The frame in which some reasoning models put the answer after their thoughts. */
const solutionEdge = /<\|(?:begin|end)_of_solution\|>/g

/** What every text with thoughts in it has somewhere: most answers are passed after looking for these. */
const signs = ["<", "THINK]", "\u25C1", "assistantfinal"]

/** A text in its two parts. */
export interface SplitAnswer {
  /** The thoughts without their tags; null when there are none. */
  readonly reasoning: string | null
  /** The answer; empty when the model was cut off while it still thought. */
  readonly text: string
}

const opens = (edge: RegExpMatchArray): boolean =>
  edge[4] === undefined
    ? (edge[1] ?? "") + (edge[2] ?? "") + (edge[3] ?? "") === ""
    : edge[4].toLowerCase() === "begin"

/**
 * Takes out the blocks. One that never closes was cut off while the model still thought, and a closing tag alone means
 * that the template or the server took the opening one away: what stands before it is thought as well.
 */
const splitBlocks = (answer: string, isOpen: boolean) => {
  const thoughts: string[] = []
  let kept = ""
  let start = 0
  let depth = isOpen ? 1 : 0
  for (const edge of answer.matchAll(blockEdge)) {
    const piece = answer.slice(start, edge.index)
    if (opens(edge)) {
      if (depth === 0) kept += piece
      else thoughts.push(piece)
      depth += 1
    } else {
      thoughts.push(depth === 0 ? kept + piece : piece)
      if (depth === 0) kept = ""
      depth = Math.max(0, depth - 1)
    }
    start = edge.index + edge[0].length
  }
  const rest = answer.slice(start)
  if (depth === 0) kept += rest
  else thoughts.push(rest)
  return { thoughts, kept }
}

const finalChannel = /<\|channel\|>\s?final[^<]*(?:<\|constrain\|>[^<]*)?<\|message\|>/g
const otherChannel = /<\|channel\|>\s?(?:analysis|commentary)/
const channelEdge = /<\|channel\|>[^<]*<\|message\|>|<\|start\|>assistant|<\|(?:end|start|return)\|>/g

/** Channels as they read when the server left out the special tokens around their names. */
const bareChannels = /^\s*analysis([\s\S]*?)assistantfinal/

/** Takes out every channel but the last final one; without that, the model was cut off before it answered. */
const splitChannels = (answer: string) => {
  const bare = bareChannels.exec(answer)
  if (bare !== null) return { thought: bare[1] ?? "", kept: answer.slice(bare[0].length) }
  let final: RegExpMatchArray | null = null
  for (const channel of answer.matchAll(finalChannel)) final = channel
  if (final === null && !otherChannel.test(answer)) return { thought: "", kept: answer }
  const end = final === null ? answer.length : final.index!
  return {
    thought: answer.slice(0, end).replace(channelEdge, "\n"),
    kept: final === null ? "" : answer.slice(end + final[0].length)
  }
}

/**
 * Splits a text into what the model thought and what it answered.
 *
 * @param isOpen - whether the text begins inside a thought, because the prompt ended with an opening tag
 * @example
 * splitReasoning("<think>Nice words.</think>\n\nPositive")
 * // { reasoning: "Nice words.", text: "Positive" }
 */
export const splitReasoning = (answer: string, isOpen = false): SplitAnswer => {
  if (!isOpen && !signs.some((sign) => answer.includes(sign))) return { reasoning: null, text: answer }
  const { kept: outside, thoughts } = splitBlocks(answer, isOpen)
  const { kept, thought } = splitChannels(outside)
  const text = kept.replace(solutionEdge, "")
  const reasoning = [...thoughts, thought].map((part) => part.trim()).filter((part) => part !== "").join(
    "\n\n"
  )
  return {
    reasoning: reasoning === "" ? null : reasoning,
    text: thoughts.length === 0 && thought === "" ? text : text.trimStart()
  }
}

const openingTag = /<think(?:ing)?>\s*$/i

/** Whether a prompt's last words open a thought, as the templates of some models do. */
export const opensThought = (prompt: string): boolean =>
  // Few prompts end so, and only those are searched.
  (prompt.endsWith(">") || prompt.endsWith(">\n") || prompt.endsWith(">\n\n"))
  && openingTag.test(prompt.slice(-20))
