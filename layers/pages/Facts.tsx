/**
 * Names and what stands for them, as a list.
 */
import type { Fact } from "../../src/reporting/transcript/facts.ts"
import { Shown } from "./Shown.tsx"

export const Facts = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <dl class="facts">
    {facts.map(([name, value]) => (
      <>
        <dt>{name}</dt>
        <dd>
          <Shown text={value} />
        </dd>
      </>
    ))}
  </dl>
)
