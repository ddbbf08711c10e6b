/** Labels and headings of texts, original and new. */
import { oneOf } from "../cleaning/text.ts"

const adjectives =
  "edited|redacted|revised|modified|new|updated|rewritten|changed|altered|final|counterfactual|corrected|masked|output|minimally edited|amended|adjusted|rephrased|positive|negative|result(?:ing)?|improved|after|opposite|transformed"
const nouns =
  "paragraph|text|version|passage|review|sentence|story|answer|output|response|statement|rewrite|edit|redaction|result|content|premise"

/** Nouns that are a label also without an adjective; a review may begin with "The story:". */
const loneNouns =
  "result|paragraph|text|version|passage|answer|output|rewrite|edit|redaction|response|solution"

/** A label before a text: "Edited paragraph:", "**Paragraph:**", "Answer:". */
export const textLabel = new RegExp(
  `^[*_#>\\s]{0,6}(?:\\d[.)] {0,2})?[*_]{0,3}(?:the |my |your )?${
    oneOf([
      `(?:${adjectives})(?: (?:${adjectives}))? (?:${nouns})`,
      `(?:${loneNouns})`,
      `edited`,
      `redacted`,
      `revised`,
      `modified`,
      `rewritten`,
      `updated`,
      `rewrite`,
      `new`,
      `after`,
      `(?:positive|negative) sentiment`
    ])
  }(?: \\((?!original)[^()\\n]{0,60}\\)| with [^:\\n]{0,60})?[*_]{0,3}\\s{0,2}(?::|\u2192|->|[-\u2013\u2014](?=[ \\t]*\\n)|(?<= (?:${nouns}) )[\u2013\u2014-](?= ))[*_]{0,3}[ \\t]{0,4}`,
  "i"
)

/** The same in brackets, in front of the text. */
export const bracketLabel = new RegExp(
  `^[[(](?:the |my )?(?:(?:${adjectives}) (?:${nouns})|edited|revised|modified|rewritten|updated|new)[\\])]:?[ \\t]+(?=\\S)`,
  "i"
)

/** The same on a line of its own that needs no colon, as a heading. */
export const headingLabel = new RegExp(
  `^(?:#{1,6} {0,3}|\\*\\*|__|\\[)(?:the |my )?${
    oneOf([
      `(?:${adjectives})(?: (?:${adjectives}))? (?:${nouns})`,
      `(?:${loneNouns})`,
      `edited`,
      `redacted`,
      `revised`,
      `modified`,
      `rewritten`
    ])
  }(?: \\([^()\\n]{0,60}\\))?[*_:# \\]]{0,5}$`,
  "i"
)

/** A heading of the new text that stands behind the original. */
export const newTextHeading = new RegExp(
  `^(?:#{1,6} {0,3}|\\*\\*|__|\\[)(?:the |my )?(?:${adjectives})(?: (?:${adjectives}))?(?: (?:${nouns}))?[*_:# \\]]{0,5}$`,
  "i"
)

/** A label alone on a first line without any mark. */
export const bareLabelLine = new RegExp(
  `^(?:the |my )?(?:${adjectives}) (?:paragraph|text|version|passage)$|^(?:edited|redacted|revised|modified)$`,
  "i"
)

/** A label at the end of a line of thoughts: "Wait, that is wrong. Corrected version:". */
export const trailingLabel = new RegExp(
  `[.!?] (?:the |my )?(?:${adjectives}) (?:${nouns})[*_]{0,3}:[*_]{0,3}$`,
  "i"
)

/** The same behind the original in one line: "Old text: … New text: …". */
export const inlineLabel = new RegExp(
  `[.!?]["\u201D]? (?:the |my )?(?:${adjectives})(?: (?:${nouns}))?: (?=\\S)`,
  "i"
)

/** A line that opens the original text, which an answer may repeat before the new one. */
export const originalLabel =
  /^[*_#>\s]{0,6}(?:the )?(?:original|source|input|given|before|old|initial|unedited)(?: (?:paragraph|text|version|passage|review|sentence|story))?[*_]{0,3}[ \t]{0,2}(?::|\n|$)/i

/** A label that stands between the original and the new text, or between thoughts and the new text, anywhere on its own line. */
export const newTextLine = new RegExp(
  `^[*_#>\\t ]{0,6}(?:the |my )?(?:(?:${adjectives})(?: (?:${adjectives}))?(?: (?:${nouns}))?|rewrite)(?: \\((?!original)[^()\\n]{0,60}\\))?[*_]{0,3}[ \\t]{0,2}(?::|\u2192)[*_]{0,3}`,
  "i"
)

/** Labels of several alternative texts, at the beginning of a line. */
export const alternativeLabel =
  /(?:^|\n)[ \t*_#>(-]{0,6}(?:\d[.)] {0,3}[*_]{0,2})?(?:(?:first|second|third) (?:option|version|alternative|possibility)[*_]{0,3}:|(?:option|version|alternative|suggestion|possibility|variant|variation|example|edit|edited version|edited paragraph|choice|rewrite|revision)[ \t]{0,2}(?:#?\d{1,2}|[A-D]|one|two|three)[*_)]{0,3}[ \t]{0,2}(?:[:.)\u2013\u2014-]|\n|\())/i
