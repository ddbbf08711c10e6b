/**
 * What went wrong with an observation.
 */
import type { ObservationRow } from "../../wire/observations.ts"

const reasons = { refused: "refused", truncated: "cut off, unread", unreadable: "unreadable" } as const

type Seen = Pick<ObservationRow, "failed" | "unread" | "truncated" | "applicability">

const troublesOf = ({ applicability, failed, truncated, unread }: Seen): readonly string[] => [
  ...(failed ? ["error"] : []),
  ...(unread === null ? [] : [reasons[unread]]),
  ...(truncated && unread !== "truncated" ? ["cut off"] : []),
  ...(applicability === "inapplicable" ? ["does not apply"] : [])
]

export const Troubles = ({ of }: { readonly of: Seen }) => (
  <>{troublesOf(of).map((trouble) => <span key={trouble} class="tag trouble">{trouble}</span>)}</>
)
