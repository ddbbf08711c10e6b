/**
 * Data sets of the Hugging Face Hub, as a user names them: `hub:owner/name`, `hub:owner/name@revision`.
 */

/**
 * A data set of the Hub; `revision` is one of its Parquet conversion, as the specification of a run names it, null for
 * the newest.
 */
export interface HubName {
  readonly repo: string
  readonly revision: string | null
}

const prefix = "hub:"
const pattern = /^hub:([\w.-]+\/[\w.-]+|[\w.-]+)(?:@([\w./-]+))?$/

/** Whether a name is meant as one of the Hub's. */
export const isHubName = (name: string): boolean => name.startsWith(prefix)

/** Reads a name, or null when it is not written like one. */
export const parseHubName = (name: string): HubName | null => {
  const [, repo, revision] = pattern.exec(name) ?? []
  return repo === undefined ? null : { repo, revision: revision ?? null }
}
