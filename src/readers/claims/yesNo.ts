/** "Yes" as models write it, in the languages they know. */
const yesWords = [
  "yes",
  "yess",
  "yeah",
  "yep",
  "yup",
  "yea",
  "aye",
  "y",
  "s\u00ED",
  "si",
  "oui",
  "ja",
  "jawohl",
  "sim",
  "\u0434\u0430",
  "\u0442\u0430\u043A",
  "evet",
  "tak",
  "ano",
  "\u00E1no",
  "igen",
  "kyll\u00E4",
  "joo",
  "\u03BD\u03B1\u03B9",
  "\u0646\u0639\u0645",
  "\u05DB\u05DF",
  "\u0939\u093E\u0901",
  "\u0939\u093E\u0902",
  "\u662F",
  "\u662F\u7684",
  "\u5BF9",
  "\u53EF\u4EE5",
  "\u80FD",
  "\u306F\u3044",
  "\uB124",
  "\uC608",
  "\u0E43\u0E0A\u0E48",
  "c\u00F3",
  "v\u00E2ng",
  "ya",
  "iya",
  "da",
  "jah",
  "j\u00E1",
  "haan",
  "\u0431\u0430\u043B\u043A\u0438",
  "tama",
  "oo",
  "ndiyo"
]

/** "No" as models write it, in the languages they know. */
const noWords = [
  "no",
  "nope",
  "nah",
  "nay",
  "n",
  "non",
  "nein",
  "nee",
  "nej",
  "nei",
  "n\u00E3o",
  "nao",
  "\u043D\u0435\u0442",
  "\u043D\u0456",
  "hay\u0131r",
  "nie",
  "ne",
  "nem",
  "ei",
  "\u03CC\u03C7\u03B9",
  "\u0644\u0627",
  "\u05DC\u05D0",
  "\u0928\u0939\u0940\u0902",
  "\u5426",
  "\u4E0D",
  "\u4E0D\u662F",
  "\u4E0D\u80FD",
  "\u4E0D\u53EF\u4EE5",
  "\u4E0D\u884C",
  "\u6CA1\u6709",
  "\u3044\u3044\u3048",
  "\uC544\uB2C8\uC694",
  "\uC544\uB2C8\uC624",
  "\uC544\uB2C8",
  "\u0E44\u0E21\u0E48",
  "kh\u00F4ng",
  "tidak",
  "bukan",
  "nu",
  "hindi",
  "hapana",
  "\u043D\u0435"
]

const escapeWord = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
const byLength = (words: readonly string[]): string =>
  [...words].sort((x, y) => y.length - x.length).map(escapeWord).join("|")

const opening =
  "^(?:[\"'(\\[\\s\u00A1>=\u2192\u21D2\u2022\u2713\u2714\u2717\u2718\uFE0F-]|\\p{Extended_Pictographic})*"
const closing =
  "(?=[\"')\\]]*(?:$|[\\s]*[,.;:!?()\u2026\u3002\uFF0C\uFF01\u3001\\u2013\u2014/-]|\\s+\\p{Extended_Pictographic}))"
const startYes = new RegExp(`${opening}(?:${byLength(yesWords)})${closing}`, "iu")
const startNo = new RegExp(`${opening}(?:${byLength(noWords)})${closing}`, "iu")
const startNoAgain = /^["'([\s]*no(?:[\s,]+no)+\b/i
const startYesWord =
  /^["'([\s]*(?:yes|yeah|yep)["')\]]*(?=\s+(?!and no\b|or no\b|\/|(?:is|can|would|must|has to|seems?|was)(?: be| already| also| clearly)? (?:out|wrong|excluded|ruled|impossible|not|too|eliminated|no)\b|isn't\b|cannot\b|can't\b|won't\b))/i
const startNoWord =
  /^["'([\s]*no["')\]]*(?=\s+(?:it|the (?:paragraph|statement|text|sentiment|question|hypothesis|passage|answer)|this|there|because|since|as|i|you|we|they|he|she|a human|humans|that|not|one|for|due|based|given)\b)/i

const agrees =
  /^["'(\s]*(?:(?:yes,? )?i (?:do )?(?:think|believe|guess|suppose) so|(?:yes,? )?(?:i (?:think|believe) )?it does(?: indeed)?|that(?:'s| is) (?:right|correct|true)|claro(?: que s\u00ED)?|por supuesto|bien s\u00FBr|nat\u00FCrlich|\u043A\u043E\u043D\u0435\u0447\u043D\u043E)["').!,\s]*$/iu
const disagrees =
  /^["'(\s]*(?:(?:no,? )?i (?:do not|don't) (?:think|believe) so|(?:i'm |i am )?afraid not|i think not|not necessarily|(?:probably|most likely|likely|certainly|definitely|absolutely|of course|clearly) not|(?:no,? )?(?:i (?:think|believe) )?it (?:does not|doesn't)|no es (?:cierto|verdad|posible)|n[\u00E3a]o [\u00E9e] poss[\u00EDi]vel(?: \w+)?|ce n'est pas possible|not (?:really|at all|quite)|por supuesto que no|bien s\u00FBr que non)["').!,\s]*$/iu

/** Whether a clause opens with a yes or a no that stands by itself. */
export const opensWith = (clause: string): "yes" | "no" | null => {
  if (/^["'([\s]*(?:yes|no)["']?(?: and |\/| or |, | ?& ?|\\)["']?(?:yes|no)\b/i.test(clause)) return null
  if (startYes.test(clause) || startYesWord.test(clause) || agrees.test(clause)) return "yes"
  return disagrees.test(clause) || startNoAgain.test(clause) || startNo.test(clause)
      || startNoWord.test(clause)
    ? "no"
    : null
}

const said =
  /(?:\b(?:answer|response|reply|otherwise|verdict|conclusion|hand|say|towards?|it's|it is|that's|is|be|a|an|as|with|:|clear|definite|resounding|likely|probably|definitely|certainly|therefore|so|hence|thus|(?:chang|switch|revis|correct)\w*(?: \w+){0,3} to|simply|just|clearly|actually|rather|mostly|generally|overall|answered)|[:=>])[\s:]{0,4}["'(]{0,3}\s?(yes|no)["')]{0,3}(?=$|[\s]{0,4}[.,;:!()\u2013\u2014-]|\s+(?:because|since|as|for|it|the|this|there|based|given|with|due|in this)\b)/i
const quotedAlone =
  /(?<!\b(?:words?|term|says?|said|reads|replie[sd]|answered|shout(?:s|ed)) )["'](yes|no)[.,]?["']/i

/** The yes or no that a clause states after its beginning ("I would say yes", "the answer is no"). */
export const statesYesNo = (clause: string): "yes" | "no" | null => {
  if (/\b(?:yes|no)["')]*\s?(?:or|\/|and|nor)\s?["'(]*(?:yes|no)\b/i.test(clause)) return null
  const found = said.exec(clause) ?? quotedAlone.exec(clause)
  if (found === null) return null
  const word = found[1] ?? ""
  const before = clause.slice(0, found.index + found[0].lastIndexOf(word))
  if (/(?:\bnot|n't|\bnever|\brather than|\binstead of)(?: \w+)? ?(?:an? )?["'(]{0,2}$/.test(before)) {
    return null
  }
  return found[1]?.toLowerCase() === "yes" ? "yes" : "no"
}
