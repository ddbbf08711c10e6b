/**
 * Links to the page or observation before and after.
 */
import { useKeys } from "../keys.ts"
import { go, Link } from "../navigation.tsx"

interface PagerProps {
  readonly previous: string | null
  readonly next: string | null
  /** What is stepped through. */
  readonly what: string
  readonly children?: preact.ComponentChildren
}

const follow = (path: string | null) => () => {
  if (path !== null) go(path)
}

export const Pager = ({ children, next, previous, what }: PagerProps) => {
  const [back, forth] = [follow(previous), follow(next)]
  useKeys({ p: back, ArrowLeft: back, n: forth, ArrowRight: forth })
  return (
    <nav class="pager" aria-label={what}>
      {previous === null
        ? <span class="button off" aria-hidden="true">← Previous</span>
        : <Link class="button" rel="prev" to={previous}>← Previous</Link>}
      <span class="where">{children}</span>
      {next === null
        ? <span class="button off" aria-hidden="true">Next →</span>
        : <Link class="button" rel="next" to={next}>Next →</Link>}
    </nav>
  )
}
