/**
 * The package has no types of its own.
 */
declare module "escape-latex" {
  type Escapes = { readonly [text: string]: string }

  /** Escapes LaTeX's special characters; `escapeMapFn` may change what is escaped, and how. */
  const escapeLatex: (
    text: string,
    options?: {
      readonly preserveFormatting?: boolean
      readonly escapeMapFn?: (escapes: Escapes, formatEscapes: Escapes) => Escapes
    }
  ) => string
  export default escapeLatex
}
