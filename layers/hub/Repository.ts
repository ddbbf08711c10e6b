/**
 * What the Hub keeps for others: a model or a data set, by its name.
 */
export interface Repository {
  readonly type: "model" | "dataset"
  /** `owner/name`; a few old ones have no owner. */
  readonly name: string
}

/** Whether a revision is a commit, which never changes. */
export const isCommit = (revision: string): boolean => /^[0-9a-f]{40}$/.test(revision)
