/**
 * Whether a process that was seen once still runs, though its number may be another's by now.
 */
import { readFileSync } from "node:fs"

/** When a process of this machine began, as no other does; null where the system does not tell. */
export const lifeOf = (pid: number): string | null => {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
    // The second field is the program's name in parentheses, which may have blanks; the 22nd is the start.
    const [start] = stat.slice(stat.lastIndexOf(")") + 2).split(" ").slice(19)
    return start === undefined ? null : `${boot} ${start}`
  } catch {
    return null
  }
}

const hasNumber = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Another user's process may not be sent anything, which says that it is there.
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}

/** Whether a process of this machine is the one that had this life; by its number alone where lives are not known. */
export const isAlive = (pid: number, life: string | null): boolean => {
  if (!hasNumber(pid)) return false
  const now = lifeOf(pid)
  return life === null || now === null || now === life
}
