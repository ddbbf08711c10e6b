/**
 * Any text as LaTeX that prints it, whatever it holds, with pdfLaTeX and T1 fonts as with every later engine.
 *
 * Characters that those fonts have are kept. All others, an emoji or a Chinese sign, become `\unicodechar{1F600}`,
 * because pdfLaTeX stops at them and other engines leave them out when a font has none; who has a font redefines it.
 */
import escapeLatex from "escape-latex"
import { visibleParts } from "../../src/reporting/transcript/visible.ts"

/** What the package leaves, and T1 fonts would print as another sign, or join with the next. */
const further = {
  "\"": "\\textquotedbl{}",
  "'": "\\textquotesingle{}",
  "`": "\\textasciigrave{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  "-": "-{}",
  ",": ",{}",
  "\t": "\\ \\ ",
  "  ": "\\ \\ "
}

const escape = (text: string): string =>
  escapeLatex(text, { escapeMapFn: (usual) => ({ ...usual, ...further }) })

/** What is neither ASCII, Latin-1 nor the punctuation of books, which pdfLaTeX knows in every installation. */
const unprintable =
  /[^\n\t -~\u00A1-\u00AC\u00AE-\u00FF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u2013\u2014\u2018-\u201A\u201C-\u201E\u2020-\u2022\u2026\u2030\u2039\u203A\u20AC\u2122]/gu

const codeOf = (character: string): string => character.codePointAt(0)!.toString(16).toUpperCase()

/** TeX breaks no line within a word: one that is longer than any of a language may be broken everywhere. */
const unbroken = /[^\s]{40}/gu

const plain = (text: string): string => {
  let result = ""
  let from = 0
  for (const { 0: character, index } of text.matchAll(unprintable)) {
    result += escape(text.slice(from, index))
    result += character === "\u00A0" ? "~" : `\\unicodechar{${codeOf(character)}}`
    from = index + character.length
  }
  return result + escape(text.slice(from))
}

const breakable = (text: string): string => {
  let result = ""
  let from = 0
  for (const { 0: word, index } of text.matchAll(unbroken)) {
    result += `${plain(text.slice(from, index + word.length))}\\allowbreak{}`
    from = index + word.length
  }
  return result + plain(text.slice(from))
}

/** LaTeX for a text without line ends. */
const lineOf = (text: string): string =>
  visibleParts(text).map(({ isName, text }) =>
    isName ? `\\unicodechar{${text.slice("U+".length)}}` : breakable(text)
  ).join("")

/** LaTeX for a text in one paragraph; line ends are blanks. */
export const latexText = (text: string): string => lineOf(text.replace(/\s*\r?\n\s*/g, " "))

/**
 * LaTeX for a text with its lines; `wrap` is put around each, since no macro for marks may go over a paragraph's end. An
 * empty line within the text is a small gap.
 */
export const latexLines = (text: string, wrap: (line: string) => string = (line) => line): string => {
  const lines = text.split(/\r?\n/)
  const isWithin = (i: number) => i > 0 && i < lines.length - 1
  return lines.map((line, i) => line !== "" ? wrap(lineOf(line)) : isWithin(i) ? "\\smallskip" : "")
    .join("\\par\n")
}
