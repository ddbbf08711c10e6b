/** What an answer quotes from the text that it was given: nothing in it is said by the answer. */

const quotation = /(?<![^\s([:\u2013\u2014-])"(?=\S)([^"\n]{2,900}\S)"(?![\p{L}\p{N}])/gu

/** A name for the answer, or a verb of answering, right before the quote: then the quote is the answer. */
const introducesAnswer =
  /\b(?:answer|response|reply|verdict|conclusion|choice|option|label|sentiment|choose|pick|select|say|is|be|as)\b[^"\n]{0,12}$/i
const sourceNoun =
  /\b(?:paragraph|text|passage|review|author|reviewer|writer|story|article|hypothesis|statement|sentence|question|premise)\b[^"\n]{0,60}$/i

/** The name of what is quoted, right before the quote: then it is a quotation however short it is. */
const namesSource =
  /\b(?:paragraph|text|passage|hypothesis|statement|claim|sentence|question|premise)(?: (?:says|states|reads|asks|claims|that|is|was|of))?[:,]? ?$/i
const isLabel = /^(?:yes|no|unknown|positive|negative|neutral|mixed|true|false)\W*$/i

const words = (text: string): number => text.trim().split(/\s+/).length

/** The text with a word in place of each quotation of at least four words. Quotes that `keeps` wants stay. */
export const withoutQuotations = (text: string, keeps: (quoted: string) => boolean = () => false): string => {
  if (!text.includes("\"")) return text
  return text.replace(quotation, (span: string, held: string, at: number) => {
    if (text.length - span.length < 12 || isLabel.test(held) || keeps(held)) return span
    const before = text.slice(Math.max(0, at - 80), at)
    if (words(held) < 4) return words(held) > 1 && namesSource.test(before) ? "\"quoted\"" : span
    if (introducesAnswer.test(before) && !sourceNoun.test(before)) return span
    return "\"quoted\""
  })
}
