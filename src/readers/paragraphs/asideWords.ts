/**
 * The words with which models speak about an edit, by kinds. A single one says little: a review, too, may have been
 * changed, or call itself one. What each kind weighs stands in asideWeights.ts.
 */

const kinds: Readonly<Record<string, string>> = {
  redacting:
    `redact redacts redacted redacting redaction redactions mask masks masked masking token tokens placeholder placeholders unredacted`,
  editing:
    `edit edits edited editing change changes changed changing replace replaces replaced replacing replacement
      replacements swap swaps swapped swapping substitute substituted substituting substitution substitutions modify
      modified modifies modifying modification modifications alter altered altering alteration alterations rewrite
      rewrites rewrote rewritten rewriting rephrase rephrased rephrasing reword reworded revise revised revision
      revisions adjust adjusted adjusting adjustment adjustments amend amended correct corrected correction tweak
      tweaks tweaked update updated`,
  handling:
    `remove removed removing removal delete deleted deleting flip flips flipped flipping reverse reversed
      reverses invert inverted inverting turn turned turning switch switched convert converted converting hide hidden
      obscure obscured blacked added adding insert inserted inserting keep kept leave left leaving untouched unchanged
      intact preserve preserved preserves preserving maintain maintained maintains maintaining touch touched made make
      makes making retain retained negate negated shift shifts shifted carried moved restore gone touches stayed highlighted redo undo`,
  task:
    `paragraph paragraphs passage text sentiment hypothesis statement wording label entailment entail entails
      entailed premise prompt instruction instructions task request requested wordings counterfactual target exercise`,
  question: `question questions answer answers answered answering claim answerable`,
  wording: `word words phrase phrases adjective adjectives verb verbs noun nouns term terms sentence sentences
      expression expressions adverb adverbs detail details information grammar spelling`,
  polarity: `positive negative neutral opposite mood tone meaning context`,
  version: `version versions original originally source review story article copy draft attempt`,
  manner:
    `minimal minimum minimally only few fewest single rest otherwise still now longer remaining entirely clearly exactly instead`,
  user: `you your you'd you're you've you'll yours`,
  politeness:
    `let know feel free hope helps help happy glad please certainly thanks thank welcome apologize apologise
      apologies assist assistance further would like prefer need okay work works expected suit suits gladly hello hi message ask asked`,
  inference:
    `determine determining determined conclude concluded infer inferred supported impossible reader guess verdict fact facts reveal reveals revealed stands represents tell opinion location locations judgement`,
  declining:
    `comply guidelines policy policies ethical unethical ethics programming decline refuse harmful misleading
      inappropriate appropriate fulfill fulfil comfortable ai report`,
  nothing:
    `already nothing needed necessary required missing provided provide message received everything anything enough`,
  film:
    `film movie films movies actors acting plot scenes script director cast watch watched seen cinema theater theatre screen`,
  note:
    `explanation explanations explain explained rationale reasoning reason reasons summary summarize remark comment
      comments note notes disclaimer justification analysis thought step goal confidence output result results final
      difference differences different number count total`,
  news:
    `said minister ministry police officials official government president percent monday tuesday wednesday
      thursday friday saturday sunday company million billion court treaty spokesman spokeswoman yesterday`,
  tale:
    `once mother father mom dad grandma grandpa brother sister dog cat bear boy girl king queen morning evening
      night school birthday cried laughed smiled`
}

const kindOf = new Map<string, string>(
  Object.entries(kinds).flatMap(([kind, words]) =>
    words.split(/\s+/).map((word): [string, string] => [word, kind])
  )
)

const word = /[a-z]+(?:'[a-z]+)?/g

/** The kinds of words in a text in small letters, as signs; "task+" when two different words are of the kind "task". */
export const wordSigns = (lower: string): string[] => {
  const signs: string[] = []
  const firsts = new Map<string, string>()
  for (const found of lower.match(word) ?? []) {
    const kind = kindOf.get(found)
    if (kind === undefined) continue
    const first = firsts.get(kind)
    if (first === undefined) {
      firsts.set(kind, found)
      signs.push(kind)
    } else if (first !== found && first !== "") {
      firsts.set(kind, "")
      signs.push(`${kind}+`)
    }
  }
  return signs
}
