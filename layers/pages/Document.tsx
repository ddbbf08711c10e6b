/**
 * A page that stands by itself: its style is within it, and nothing in it may run, load or be sent anywhere.
 */
import type { ComponentChildren } from "preact"
import { renderToString } from "preact-render-to-string"
import { themeStyle } from "./theme.ts"

/** Allows the page's own style and pictures within it, and nothing else: no script, no request. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

interface DocumentProps {
  readonly title: string
  /** Style beside the theme: ours alone, never made of data. */
  readonly styles: readonly string[]
  readonly children: ComponentChildren
}

const Document = ({ children, styles, title }: DocumentProps) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content={policy} />
      <meta name="referrer" content="no-referrer" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      <style dangerouslySetInnerHTML={{ __html: [themeStyle, ...styles].join("") }} />
    </head>
    <body>{children}</body>
  </html>
)

/** The page as HTML. */
export const documentHtml = (props: DocumentProps): string =>
  `<!doctype html>\n${renderToString(<Document {...props} />)}\n`
