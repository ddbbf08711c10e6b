/**
 * What a piece of work costs: time, CPU and memory.
 */

export interface Measured {
  readonly perSecond: number
  /** CPU of all threads, in milliseconds for each item. */
  readonly cpuMillis: number
  readonly peakMegabytes: number
}

/** Measures work on so many items. */
export const measure = async (items: number, run: () => unknown): Promise<Measured> => {
  let peak = process.memoryUsage.rss()
  const sampler = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 20)
  const cpu = process.cpuUsage()
  const start = performance.now()
  await run()
  const seconds = (performance.now() - start) / 1000
  const { system, user } = process.cpuUsage(cpu)
  clearInterval(sampler)
  return {
    perSecond: items / seconds,
    cpuMillis: (system + user) / 1000 / items,
    peakMegabytes: Math.max(peak, process.memoryUsage.rss()) / 2 ** 20
  }
}

/** The fastest of several rounds: what disturbs only ever slows down. */
export const best = (rounds: readonly Measured[]): Measured =>
  rounds.reduce((one, other) => other.perSecond > one.perSecond ? other : one)

/** Prints one line. */
export const show = (name: string, what: string, { cpuMillis, peakMegabytes, perSecond }: Measured): void =>
  console.log(
    `  ${name.padEnd(24)} ${perSecond.toFixed(0).padStart(7)} ${what}/s  ${
      cpuMillis.toFixed(4)
    } ms of CPU each  `
      + `${peakMegabytes.toFixed(0)} MB at most`
  )

/** How busy the machine is with other things, for the reader of a figure. */
export const showLoad = async (): Promise<void> => {
  const { availableParallelism, loadavg } = await import("node:os")
  console.log(
    `Node ${process.version}, ${availableParallelism()} cores, load average ${loadavg()[0]?.toFixed(2)}`
  )
}
