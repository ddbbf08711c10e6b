/** What an answer quotes from the text that it was given: nothing in it is said by the answer. */

const quotation = /(?<![^\s([:\u2013\u2014-])"(?=\S)([^"\n]{2,900}\S)"(?![\p{L}\p{N}])/gu

/** A name for the answer, or the answerer's own saying, right before the quote: then the quote is the answer. */
const introducesAnswer =
  /\b(?:answer|response|reply|verdict|conclusion|choice|option|label|sentiment)\b[^"\n]{0,24}$|\b(?:i|my|would|should|must|to|is|be|as)(?: \w+)? (?:say|answer|reply|respond|choose|pick|select|go with)[,:]? ?$/i
const sourceNoun =
  /\b(?:paragraph|text|passage|review|author|reviewer|writer|story|article|hypothesis|statement|sentence|question|premise)\b[^"\n]{0,60}$/i

/** The name of what is quoted, right before the quote: then it is a quotation however short it is. */
const namesSource =
  /\b(?:paragraph|text|passage|hypothesis|statement|claim|sentence|question|premise)(?: (?:says|states|reads|asks|claims|that|is|was|of))?[:,]? ?$/i
/** Somebody in the text speaks. */
const speech =
  /\b(?:(?:he|she|they|who|and) (?:say|ask|answer|reply|shout|cry)|(?:says|said|cries|cried|shout(?:s|ed)|replie[sd]|answer(?:s|ed)|ask(?:s|ed)|add(?:s|ed)|whisper(?:s|ed)|call(?:s|ed) out|exclaim(?:s|ed)))[,:]?(?: that)? ?$/i
const isLabel = /^(?:yes|no|unknown|positive|negative|neutral|mixed|true|false)\W*$/i

const words = (text: string): number => text.trim().split(/\s+/).length

/** The text with a word in place of each quotation of at least four words. */
export const withoutQuotations = (text: string): string => {
  if (!text.includes("\"")) return text
  return text.replace(quotation, (span: string, held: string, at: number) => {
    if (text.length - span.length < 12) return span
    const name = /[.!?]$/.test(held) ? "\"quoted.\"" : "\"quoted\""
    const before = text.slice(Math.max(0, at - 80), at)
    if (speech.test(before)) return name
    if (isLabel.test(held)) return span
    if (words(held) < 4) return words(held) > 1 && namesSource.test(before) ? name : span
    if (introducesAnswer.test(before) && !sourceNoun.test(before)) return span
    return name
  })
}
