/**
 * Sizes as people read them.
 */
const units = ["bytes", "KB", "MB", "GB", "TB"]

/** A number of bytes with three digits at most, in powers of 1000. */
export const showBytes = (bytes: number): string => {
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** power
  return `${power === 0 || value >= 100 ? value.toFixed(0) : value.toFixed(1)} ${units[power]}`
}
