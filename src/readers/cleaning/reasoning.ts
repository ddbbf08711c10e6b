/** Names of the blocks in which models think aloud before they answer. */
const reasoningNames = [
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
  `<(/?)(?:${reasoningNames})>|\\[(/?)THINK\\]|\u25C1(/?)think\u25B7|<\\|(begin|end)_of_thought\\|>`,
  "gi"
)

/** The channel in which a model that separates its thoughts by channels gives its answer. */
const finalChannel = /<\|channel\|>\s?final\s?<\|message\|>/g

/** The frame in which some reasoning models put the answer after their thoughts. */
const solutionEdge = /<\|(?:begin|end)_of_solution\|>/g

const opens = (edge: RegExpMatchArray): boolean =>
  edge[4] === undefined
    ? (edge[1] ?? "") + (edge[2] ?? "") + (edge[3] ?? "") === ""
    : edge[4].toLowerCase() === "begin"

/**
 * Leaves out what a model thought aloud. A block that never closes was cut off while the model still thought, and a
 * closing tag alone means that the server took the opening one away: what stands before it is thought as well.
 */
export const dropReasoning = (answer: string): string => {
  let kept = ""
  let start = 0
  let depth = 0
  for (const edge of answer.matchAll(blockEdge)) {
    if (opens(edge)) {
      if (depth === 0) kept += answer.slice(start, edge.index)
      depth += 1
    } else {
      if (depth === 0) kept = ""
      depth = Math.max(0, depth - 1)
    }
    start = edge.index + edge[0].length
  }
  if (depth === 0) kept += answer.slice(start)
  let final = -1
  for (const channel of kept.matchAll(finalChannel)) final = channel.index + channel[0].length
  return (final < 0 ? kept : kept.slice(final)).replace(solutionEdge, "")
}
