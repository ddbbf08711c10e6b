/**
 * The cache that programs of the Hub share: `models--OWNER--NAME` or `datasets--OWNER--NAME` with blobs by digest,
 * snapshots by commit, empty files for those that a commit does not have, and the commits of branches
 * (huggingface.co/docs/huggingface_hub/guides/manage-cache).
 */
import { Effect } from "effect"
import { copyFile, mkdir, rm, stat, symlink } from "node:fs/promises"
import { dirname, join, relative } from "node:path"
import { readIfThere, writeWhole } from "./files.ts"
import type { Hub } from "./Hub.ts"
import type { HubError } from "./HubError.ts"
import { isCommit, type Repository } from "./Repository.ts"

const folderOf = ({ cacheDir }: Hub, { name, type }: Repository) =>
  join(cacheDir, [`${type}s`, ...name.split("/")].join("--"))

/** Where a file of a commit is, or will be. */
export const snapshotPath = (hub: Hub, repository: Repository, commit: string, path: string): string =>
  join(folderOf(hub, repository), "snapshots", commit, path)

/** Where an empty file says that a commit has no such file. */
export const absencePath = (hub: Hub, repository: Repository, commit: string, path: string): string =>
  join(folderOf(hub, repository), ".no_exist", commit, path)

/** Where a file is by its content. */
export const blobPath = (hub: Hub, repository: Repository, etag: string): string =>
  join(folderOf(hub, repository), "blobs", etag)

const refPath = (hub: Hub, repository: Repository, revision: string) =>
  join(folderOf(hub, repository), "refs", revision)

/** The commit that a branch had when it was last asked for; null when it never was. */
export const knownCommit = (
  hub: Hub,
  repository: Repository,
  revision: string
): Effect.Effect<string | null, HubError> =>
  Effect.map(readIfThere(refPath(hub, repository, revision)), (text) => {
    const commit = text?.trim() ?? ""
    return isCommit(commit) ? commit : null
  })

/** Remembers the commit of a branch. */
export const rememberCommit = (
  hub: Hub,
  repository: Repository,
  revision: string,
  commit: string
): Effect.Effect<void, HubError> => writeWhole(refPath(hub, repository, revision), commit)

/** Whether a file is there. */
export const exists = (path: string): Promise<boolean> => stat(path).then(() => true, () => false)

/** Lets a file of a commit be a blob: by a link, or by a copy where there are no links. */
export const linkSnapshot = async (snapshot: string, blob: string): Promise<void> => {
  await mkdir(dirname(snapshot), { recursive: true })
  await rm(snapshot, { force: true })
  await symlink(relative(dirname(snapshot), blob), snapshot).catch(() => copyFile(blob, snapshot))
}
