/**
 * When an experiment's files were last written, by the file system's account.
 */
import { Option } from "effect"
import { stat } from "node:fs/promises"
import type { Change } from "../../../src/storage/Results.ts"

interface Written {
  readonly mark: string
  readonly at: number
}

/** Looking at a file in WAL mode makes an empty log beside it, which is no change. */
const writtenOf = (path: string): Promise<Written | null> =>
  stat(path, { bigint: true }).then(
    ({ ino, mtimeMs, mtimeNs, size }) =>
      size === 0n ? null : { mark: `${ino}.${size}.${mtimeNs}`, at: Number(mtimeMs) },
    () => null
  )

/** The last change of a file or of those that go with it; none where the file is not there. */
export const lastChangeOf = async (
  file: string,
  others: readonly string[]
): Promise<Option.Option<Change>> => {
  const [records, ...rest] = await Promise.all([file, ...others].map(writtenOf))
  if (records === undefined || records === null) return Option.none()
  return Option.some({
    mark: [records, ...rest].map((written) => written?.mark ?? "").join("-"),
    at: Math.max(records.at, ...rest.map((written) => written?.at ?? 0))
  })
}
