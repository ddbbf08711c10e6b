/**
 * Which release of better-sqlite3 a version of Node can have.
 *
 * 13 needs Node 22.14 or newer (Node-API 10), and 12 makes Node from 24.19 on abort when it collects a statement: its
 * ObjectWrap removes a hook of an environment that is gone.
 */

/** The package's name; 13 is installed beside 12 under a name of its own. */
export const driverPackage = (node: string): "better-sqlite3" | "better-sqlite3-napi" => {
  const [major = 0, minor = 0] = node.replace(/^v/, "").split(".").map(Number)
  return major > 22 || (major === 22 && minor >= 14) ? "better-sqlite3-napi" : "better-sqlite3"
}
