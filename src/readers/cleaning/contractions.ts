/** Contractions written out, so that every rule knows one form of a word: "isn't", "isnt" and "is not" are the same. */

const irregular: Readonly<Record<string, string>> = {
  "can't": "can not",
  cant: "can not",
  cannot: "can not",
  "won't": "will not",
  "shan't": "shall not",
  "ain't": "is not",
  "let's": "let us"
}

const contracted =
  /\b(?:can't|cant|cannot|won't|shan't|ain't|let's)(?![a-z'])|\b(is|are|was|were|do|does|did|has|have|had|would|could|should|might|must|need)n'?t(?![a-z'])|\b(would|could|should|might|must)'ve\b|\b(it|that|there|he|she|what|who|where|here|this|answer|verdict)'s(?= (?!own\b))|\b(i|you|we|they|it|that|there|he|she)'(m|re|ve|ll|d)(?![a-z'])/gi

const tails: Readonly<Record<string, string>> = { m: "am", re: "are", ve: "have", ll: "will", d: "would" }

/** What every contraction has: most answers are passed after looking for it. */
const sign = /'|t\b(?<=nnot|(?:do|is|es|re|as|id|ve|ad|ld|ca|wo)nt)/i

/** The text without contractions; "'s" behind a pronoun is taken for "is". */
export const writeOut = (text: string): string => (sign.test(text) ? writtenOut(text) : text)

const writtenOut = (text: string): string =>
  text.replace(
    contracted,
    (span, verb?: string, modal?: string, subject?: string, pronoun?: string, tail?: string) => {
      if (verb !== undefined) return `${verb} not`
      if (modal !== undefined) return `${modal} have`
      if (subject !== undefined) return `${subject} is`
      if (pronoun !== undefined) return `${pronoun} ${tails[(tail ?? "").toLowerCase()] ?? ""}`
      const plain = irregular[span.toLowerCase()] ?? span
      return /^[A-Z]/.test(span) ? `${plain[0]?.toUpperCase() ?? ""}${plain.slice(1)}` : plain
    }
  )
