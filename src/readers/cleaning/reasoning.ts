/** What a model thought aloud, left out. */
import { splitReasoning } from "../../domain/reasoning.ts"

/** Channels without their markers that begin or end otherwise than the usual ones: "assistantanalysis … assistant final". */
const bareChannels = /^\s*(?:assistant\s*)?(?:analysis|commentary)(?![a-z])[^]*assistant\s?final/
/** A thought that was cut off before there was an answer, and an answer without a thought. */
const bareThought = /^(?:assistant\s*)?analysis(?=[A-Z])/
const bareFinal = /^assistantfinal|^(?:assistant\s*)?final(?=[\p{Lu}\d"'*([-])/u

const withoutBareChannels = (text: string): string => {
  const thought = bareChannels.exec(text)
  if (thought !== null) return text.slice(thought[0].length)
  return bareThought.test(text) ? "" : text.replace(bareFinal, "")
}

/** The last answer without any reasoning: some readers ask twice. */
let bare = ""

/** Leaves out what a model thought aloud: transcripts that are given to a reader directly still have it. */
export const dropReasoning = (answer: string): string => {
  if (answer === bare) return answer
  const said = withoutBareChannels(splitReasoning(answer).text)
  if (said === answer) bare = answer
  return said
}
