/**
 * What a folder's file system allows SQLite.
 */
import { Effect } from "effect"
import { mkdtemp, rm, statfs } from "node:fs/promises"
import { join } from "node:path"
import type { StorageError } from "../../src/storage/StorageError.ts"
import { connection } from "./driver.ts"
import { storageError } from "./errors.ts"

/** Magic numbers of file systems: Linux, statfs(2), and the sources of Lustre and GPFS. */
const fileSystems: ReadonlyMap<number, string> = new Map([
  [0xef53, "ext"],
  [0x58465342, "xfs"],
  [0x9123683e, "btrfs"],
  [0x2fc12fc1, "zfs"],
  [0x01021994, "tmpfs"],
  [0x794c7630, "overlay"],
  [0x6969, "NFS"],
  [0xff534d42, "CIFS"],
  [0xfe534d42, "SMB"],
  [0x0bd00bd0, "Lustre"],
  [0x47504653, "GPFS"],
  [0x19830326, "BeeGFS"],
  [0x65735546, "FUSE"]
])

export interface FolderFacts {
  /** Its kind, or its magic number. */
  readonly fileSystem: string
  readonly freeBytes: number
  /** Whether SQLite's WAL works; without it every write locks out all readers. */
  readonly hasWal: boolean
  readonly sqlite: string
}

const probeFile = (location: string) => {
  const file = connection(location, { readonly: false, timeout: 0 })
  try {
    const journal = file.prepare("PRAGMA journal_mode = WAL").pluck().get()
    file.prepare("CREATE TABLE probe (x)").run()
    return {
      hasWal: journal === "wal",
      sqlite: String(file.prepare("SELECT sqlite_version()").pluck().get())
    }
  } finally {
    file.close()
  }
}

/** Writes a small database into a folder that is there, and removes it. */
export const probeFolder = (folder: string): Effect.Effect<FolderFacts, StorageError> =>
  Effect.tryPromise({
    try: async () => {
      const { bavail, bsize, type } = await statfs(folder)
      const place = await mkdtemp(join(folder, ".introspect-probe-"))
      try {
        return {
          fileSystem: fileSystems.get(type) ?? `0x${type.toString(16)}`,
          freeBytes: bavail * bsize,
          ...probeFile(join(place, "probe.sqlite"))
        }
      } finally {
        await rm(place, { recursive: true, force: true })
      }
    },
    catch: storageError(folder)
  })
