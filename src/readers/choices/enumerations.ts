/** Choices that an answer only lists side by side: "Anna, Ben and Carl are all mentioned" names none of them. */
import type { Mention } from "./choiceText.ts"

const mark = "(?:\\s*\uE000\\w\uE001\\s*)?"
const small = "(?:(?:the|a|an|his|her|their|in|at|on|by|to|both) )*"

/** What may stand between two members: a role or an aside, then a comma or "and". */
const joint = new RegExp(
  `^["')]*(?: the \\w+| \\([^()\\n]{0,60}\\))?["']*(?:,|,? (?:and|or|nor|&))(?: (?:and|or))?\\s+${mark}${small}["'(]*$`,
  "i"
)

/** "garden, hallway, office and unknown" */
const alsoUnknown = /^["')]*,? (?:and|or) ["'(]*unknown\b/i

/** A text whose enumerations are replaced by "these", and whether there were any. */
export interface Unlisted {
  readonly text: string
  readonly found: boolean
}

/** Takes the names out of enumerations of at least two different choices; what is said about all of them settles none. */
export const withoutEnumerations = (text: string, mentions: readonly Mention[]): Unlisted => {
  let kept = ""
  let from = 0
  for (let i = 0; i < mentions.length;) {
    const first = mentions[i] as Mention
    let last = first
    const members = new Set([first.choice])
    let joined = ""
    let next = mentions[i + 1]
    while (next !== undefined && joint.test(text.slice(last.end, next.start))) {
      members.add(next.choice)
      joined += text.slice(last.end, next.start)
      last = next
      i += 1
      next = mentions[i + 1]
    }
    // "ran home, laughing" is no list.
    if (members.size > 2 || (members.size > 1 && /\b(?:and|or|nor|both)\b|&/i.test(joined))) {
      kept += `${text.slice(from, first.start).replace(/\s*\uE000\w\uE001\s*$/, " ")}these`
      from = last.end + (alsoUnknown.exec(text.slice(last.end, last.end + 40))?.[0].length ?? 0)
    }
    i += 1
  }
  return { text: kept + text.slice(from), found: from > 0 }
}
