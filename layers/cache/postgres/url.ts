/**
 * The URL of a database as it may be shown and kept.
 */

/** A text in which no database's URL has its password. */
export const withoutPassword = (text: string): string =>
  text.replace(/(postgres(?:ql)?:\/\/[^/?#:@]*):\S*@/gi, "$1:…@").replace(/([?&]password=)[^&#\s]*/gi, "$1…")
