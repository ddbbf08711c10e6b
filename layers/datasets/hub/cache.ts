/**
 * The cache that programs of the Hub share: `datasets--OWNER--NAME` with blobs by digest, snapshots by commit, and the
 * commits of branches (huggingface.co/docs/huggingface_hub/guides/manage-cache).
 */
import { copyFile, mkdir, readFile, rename, rm, stat, symlink, writeFile } from "node:fs/promises"
import { dirname, join, relative } from "node:path"
import type { Hub } from "./Hub.ts"

const folderOf = ({ cacheDir }: Hub, repo: string) =>
  join(cacheDir, ["datasets", ...repo.split("/")].join("--"))

/** Where a file of a commit is, or will be. */
export const snapshotPath = (hub: Hub, repo: string, revision: string, path: string): string =>
  join(folderOf(hub, repo), "snapshots", revision, path)

/** Where a file is by its content. */
export const blobPath = (hub: Hub, repo: string, etag: string): string =>
  join(folderOf(hub, repo), "blobs", etag)

const refPath = (hub: Hub, repo: string, revision: string) => join(folderOf(hub, repo), "refs", revision)

/** The commit that a branch had when it was last asked for; null when it never was. */
export const knownCommit = (hub: Hub, repo: string, revision: string): Promise<string | null> =>
  readFile(refPath(hub, repo, revision), "utf8").then((text) => text.trim(), () => null)

/** Remembers the commit of a branch. */
export const rememberCommit = async (
  hub: Hub,
  repo: string,
  revision: string,
  commit: string
): Promise<void> => {
  const path = refPath(hub, repo, revision)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, commit)
}

export const exists = (path: string): Promise<boolean> => stat(path).then(() => true, () => false)

/** Gives a whole, checked file its place among the blobs. */
export const keepBlob = (part: string, blob: string): Promise<void> => rename(part, blob)

/** Lets a file of a commit be a blob: by a link, or by a copy where there are no links. */
export const linkSnapshot = async (snapshot: string, blob: string): Promise<void> => {
  await mkdir(dirname(snapshot), { recursive: true })
  await rm(snapshot, { force: true })
  await symlink(relative(dirname(snapshot), blob), snapshot).catch(() => copyFile(blob, snapshot))
}
