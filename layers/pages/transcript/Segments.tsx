/**
 * A text with what was changed in it marked.
 */
import type { Segment } from "../../../src/reporting/transcript/segments.ts"
import { Shown } from "../Shown.tsx"

const SegmentText = ({ kind, text }: Segment) => {
  const shown = <Shown text={text} />
  if (kind === "same") return shown
  if (kind === "removed") return <del>{shown}</del>
  return kind === "added" ? <ins>{shown}</ins> : <mark>{shown}</mark>
}

export const Segments = ({ segments }: { readonly segments: readonly Segment[] }) => (
  <>{segments.map((segment) => <SegmentText {...segment} />)}</>
)

/** Says what the marks mean. */
export const Legend = () => (
  <p class="legend">
    In the prompt of session 3{" "}
    <span class="words">
      <del>struck out</del>
    </span>{" "}
    is what the explanation took out,{" "}
    <span class="words">
      <ins>underlined</ins>
    </span>{" "}
    what it put in, and{" "}
    <span class="words">
      <mark>[…]</mark>
    </span>{" "}
    a mask. The model was sent the text without what is struck out.
  </p>
)
