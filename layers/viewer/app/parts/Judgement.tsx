/**
 * Whether something holds, by a sign and a word, never by colour alone.
 */

const signs = { yes: "✓", no: "✗", unknown: "?" } as const

/** Yes, no, or cannot be told. */
export const Judgement = (
  { value, yes, no }: { readonly value: boolean | null; readonly yes: string; readonly no: string }
) => {
  const kind = value === null ? "unknown" : value ? "yes" : "no"
  const word = value === null ? "cannot be told" : value ? yes : no
  return (
    <span class={`judgement ${kind}`}>
      <span aria-hidden="true">{signs[kind]}</span> {word}
    </span>
  )
}
