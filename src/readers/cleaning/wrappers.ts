import { eachMatch } from "./text.ts"

/** HTML elements that models wrap around answers; other things in angle brackets, such as <mask>, belong to the text. */
const htmlNames =
  "p|br|div|span|b|i|em|strong|u|ul|ol|li|blockquote|h[1-6]|html|body|head|title|pre|code|table|tbody|thead|tr|td|th|q|mark"
  + "|small|center|font|hr|section|article|main|ins|a|sup|sub|markdown|details|summary"

const breakTag = /<(?:br|hr)\s?\/?>/gi
const blockTag =
  /<\/?(?:p|div|ul|ol|blockquote|h[1-6]|html|body|head|table|tbody|thead|section|article|main|pre|tr)(?:\s[^<>]{0,200})?>/gi
const itemTag = /<li(?:\s[^<>]{0,200})?>/gi
const anyTag = new RegExp(`</?(?:${htmlNames})(?:\\s[^<>]{0,200})?/?>`, "gi")
const struck = /<(?:del|s|strike)>[^<>]{0,500}<\/(?:del|s|strike)>[ ]?/gi

const entities: Readonly<Record<string, string>> = {
  "&quot;": "\"",
  "&#34;": "\"",
  "&#39;": "'",
  "&apos;": "'",
  "&lt;": "<",
  "&gt;": ">",
  "&nbsp;": " ",
  "&amp;": "&"
}

/** Text for HTML: block elements become paragraphs, items become bullets, and every other known tag goes. */
export const dropHtml = (text: string): string => {
  if (!text.includes("<") && !text.includes("&")) return text
  const plain = text
    .replace(struck, "")
    .replace(breakTag, "\n")
    .replace(itemTag, "\n* ")
    .replace(blockTag, "\n\n")
    .replace(anyTag, "")
    .replace(/&(?:quot|#34|#39|apos|lt|gt|nbsp|amp);/g, (entity) => entities[entity] ?? entity)
  return plain === text
    ? text
    : plain.replace(/(?<![ \t])[ \t]+\n/g, "\n").replace(/\n[ \t]+/g, "\n").replace(/\n{3,}/g, "\n\n").trim()
}

const struckLine = /~~[^~\n]{1,300}~~/g

/** The text without what Markdown strikes through. */
export const dropStruck = (
  text: string
): string => (text.includes("~~") ? text.replace(struckLine, "") : text)

/** Tags with which a model or a prompt frames the answer proper. */
const frameNames =
  "answer|final_?answer|final|response|output|result|reply|label|sentiment|prediction|choice|option|edited|redacted|revised"
  + "|modified|rewritten|(?:edited|redacted|revised|modified|new|updated|output|counterfactual)_?(?:paragraph|text|version)"
  + "|paragraph|text|words|list|important_?words|json"

const frameOpen = new RegExp(`<(${frameNames})(?:\\s[^<>]{0,80})?>`, "gi")

const wrapped = /^<([a-z_]{1,30})>([^<>]{1,5000})<\/\1>$/i

/** What the last frame such as <answer>…</answer> holds, also inside another one; the whole text when there is none. */
export const insideFrame = (text: string): string => {
  if (!text.includes("<")) return text.trim()
  const inside = insideOuterFrame(text)
  const inner = inside === text ? inside : insideOuterFrame(inside)
  return wrapped.exec(inner)?.[2]?.trim() ?? inner
}

const insideOuterFrame = (text: string): string => {
  let inside = text
  let from = 0
  for (const open of eachMatch(text, frameOpen)) {
    if (open.index < from) continue
    const start = open.index + open[0].length
    const closing = `</${open[1] ?? ""}>`
    const end = text.indexOf(closing, start)
    if (end < 0) {
      if (text.slice(0, open.index).trim() === "" && text.indexOf("</", start) < 0) inside = text.slice(start)
      break
    }
    if (text.slice(start, end).trim() !== "") inside = text.slice(start, end)
    from = end
  }
  return inside.trim()
}

const fence = /(?:^|\n)[ \t]{0,8}(?:```|~~~)[^\n`]{0,40}(?:\n|$)|```/g

/** An answer with more fences than this is broken: the rest counts as the content of the last one. */
const mostFences = 40

/** What the last code fence holds, or null when there is no fence with a content. */
export const insideFence = (text: string): string | null => {
  if (!text.includes("```") && !text.includes("~~~")) return null
  const edges: { readonly start: number; readonly end: number }[] = []
  for (const edge of eachMatch(text, fence)) {
    if (edges.push({ start: edge.index, end: edge.index + edge[0].length }) >= mostFences) break
  }
  for (let i = edges.length - (edges.length % 2 === 0 ? 2 : 1); i >= 0; i -= 2) {
    const open = edges[i]
    if (open === undefined) continue
    const held = text.slice(open.end, edges[i + 1]?.start ?? text.length)
    if (held.trim() !== "") return held.replace(/^\n+/, "").trimEnd()
  }
  return null
}

/** The text without fence lines, for readers that also want what stands around the fence. */
export const dropFences = (text: string): string =>
  text.includes("```") || text.includes("~~~") ? text.replace(fence, "\n") : text

/** The text without marks of bold, italics, headings, inline code, TeX boxes and line quotes. */
export const dropEmphasis = (text: string): string => (emphasised.test(text) ? withoutEmphasis(text) : text)

const emphasised = /[\\$*`_#>\u2022-]/

const withoutEmphasis = (text: string): string =>
  text
    .replace(/\\boxed\s?\{\s?(?:\\text\s?\{)?([^{}]{0,300})\}{1,2}/g, "$1")
    .replace(/\\(?:text|textbf|mathrm|mathbf)\s?\{([^{}]{0,300})\}/g, "$1")
    .replace(/\\\(|\\\)|\\\[|\\\]|\$/g, "")
    .replace(/\*+|`+|__+/g, "")
    .replace(/(?<![\p{L}\p{N}_])_(?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}.!?])_(?![\p{L}\p{N}_])/gu, "")
    .replace(/^[ \t]{0,8}(?:#{1,6}|>{1,3}|[-\u2022](?= ))[ \t]{0,4}/gm, "")
