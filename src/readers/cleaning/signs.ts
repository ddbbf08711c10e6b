/** Letters and figures in other dress: full-width, circled, on a key. They say what the plain ones say. */

const arrows = /[\u21D2\u279C\u2794\u27A4\u27F6\u27A1]/g
const dressed =
  /[\u20E3\u21D2\u279C\u2794\u27A4\u27F6\u27A1\u2460-\u24FF\u2776-\u2793\u3251-\u325F\uFF01-\uFF5E\u{1D400}-\u{1D7FF}\u{1F130}-\u{1F189}]/u

/** White on black, with the first code point of each run of letters or figures. */
const runs: readonly (readonly [from: number, to: number, first: string])[] = [
  [0x2776, 0x277E, "1"],
  [0x2780, 0x2788, "1"],
  [0x278A, 0x2792, "1"],
  [0x1F130, 0x1F149, "A"],
  [0x1F150, 0x1F169, "A"],
  [0x1F170, 0x1F189, "A"]
]

const plainSign = (sign: string): string => {
  const code = sign.codePointAt(0) ?? 0
  const run = runs.find(([from, to]) => code >= from && code <= to)
  if (run === undefined) return sign.normalize("NFKC")
  return `${String.fromCharCode(run[2].charCodeAt(0) + code - run[0])})`
}

const circled = /[\u2460-\u2473\u24B6-\u24E9]/gu
const other =
  /[\u2474-\u24B5\u24EA-\u24FF\u2776-\u2793\u3251-\u325F\uFF01-\uFF5E\u{1D400}-\u{1D7FF}\u{1F130}-\u{1F189}]/gu

/** The text with plain letters and figures. One in a circle or on a key designates an option, as one in brackets does. */
export const undress = (text: string): string =>
  dressed.test(text)
    ? text
      .replace(arrows, "\u2192")
      .replace(/([0-9])\uFE0F?\u20E3/g, "$1)")
      .replace(circled, (sign) => `${sign.normalize("NFKC")})`)
      .replace(other, plainSign)
    : text
