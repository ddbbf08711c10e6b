/**
 * Whether endpoints serve the same model: a pure comparison.
 */
import type { ServerInfo } from "../domain/Generation.ts"

/** An endpoint and who it says it is. */
export interface Introduced {
  readonly name: string
  readonly server: ServerInfo
}

const show = ({ name, server: { model, sha } }: Introduced) =>
  `${name} serves ${model}${sha === null ? "" : ` (${sha})`}`

/** What a server does not tell agrees with anything. */
const agree = (one: ServerInfo, other: ServerInfo): boolean =>
  one.model === other.model && (one.sha === null || other.sha === null || one.sha === other.sha)

/** What is wrong, showing both; null when all serve the same. */
export const disagreement = (endpoints: readonly Introduced[]): string | null => {
  for (const [i, one] of endpoints.entries()) {
    const other = endpoints.slice(i + 1).find(({ server }) => !agree(one.server, server))
    if (other === undefined) continue
    return one.name === other.name
      ? `the server came back with another model: ${show(one)} before, and now ${show(other)}`
      : `the endpoints do not serve the same model: ${show(one)}, and ${show(other)}`
  }
  return null
}
