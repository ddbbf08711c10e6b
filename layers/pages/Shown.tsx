/**
 * A text that a model, a server or a data set brought.
 *
 * It stands apart from the direction of the text around it, and what could not be seen in it is named.
 */
import { visibleParts } from "../../src/reporting/transcript/visible.ts"

export const Shown = ({ text }: { readonly text: string }) => (
  <bdi>
    {visibleParts(text).map(({ isName, text }) =>
      isName ? <span class="unseen" title="A character that cannot be seen">{text}</span> : text
    )}
  </bdi>
)
