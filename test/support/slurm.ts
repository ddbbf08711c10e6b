/**
 * A Slurm of one's own on this machine, from the programs that Debian installs, with two make-believe GPUs.
 *
 * It runs without systemd and without munge, as root. Its partition `spare` is preempted by `main`.
 */
import { Effect, type Scope } from "effect"
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { hostname, tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { freePort } from "./scriptedServer.ts"

const programs = ["slurmctld", "slurmd", "sbatch", "squeue", "scontrol"]
const isThere = (program: string) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0

/** GPUs are character devices; nothing opens these. */
const devices = "/dev/tty[61-62]"

/** Why there can be no Slurm here; null where there can. */
export const slurmMissing: string | null = !programs.every(isThere)
  ? `${programs.find((program) => !isThere(program))} is not installed (apt-get install slurm-wlm munge)`
  : process.getuid?.() !== 0
  ? "its daemons are run as root here"
  : !existsSync("/dev/tty61")
  ? "there are no devices to pass for GPUs (/dev/tty61)"
  : null

export interface SlurmCluster {
  /** What a process needs in its environment to reach this Slurm. */
  readonly env: { readonly SLURM_CONF: string }
  /** Where jobs that have ended are noted. */
  readonly completionLog: string
  /** Runs one of Slurm's programs, and gives its output; throws where it fails. */
  readonly slurm: (program: string, ...args: readonly string[]) => string
}

const node = () => hostname().split(".")[0]!

const configuration = (folder: string, ports: readonly [number, number]) =>
  `
ClusterName=introspect
SlurmctldHost=${node()}(127.0.0.1)
SlurmctldPort=${ports[0]}
SlurmdPort=${ports[1]}
AuthType=auth/none
CredType=cred/none
SlurmUser=root
SlurmdUser=root
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=1,bf_interval=1
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
SlurmctldParameters=preempt_send_user_signal
SlurmdParameters=config_overrides
GresTypes=gpu
JobRequeue=1
ReturnToService=2
KillWait=15
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/filetxt
JobCompLoc=${folder}/completed
JobAcctGatherType=jobacct_gather/none
MpiDefault=none
NodeName=${node()} NodeAddr=127.0.0.1 CPUs=4 SocketsPerBoard=1 CoresPerSocket=4 RealMemory=64000 Gres=gpu:tiny:2
PartitionName=main Nodes=${node()} Default=YES PriorityTier=10 PreemptMode=OFF MaxTime=60
PartitionName=spare Nodes=${node()} PriorityTier=1 PreemptMode=REQUEUE GraceTime=20 MaxTime=60
`.trimStart()

const stopDaemon = async (pidFile: string) => {
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, "utf8"))
  try {
    process.kill(pid, "SIGTERM")
    while (true) {
      process.kill(pid, 0)
      await sleep(50)
    }
  } catch {
    // It has ended.
  }
}

/** Starts a Slurm that is stopped, with its jobs, and removed with the scope. */
export const slurmCluster: Effect.Effect<SlurmCluster, never, Scope.Scope> = Effect.acquireRelease(
  Effect.promise(async () => {
    const ports = await Effect.runPromise(Effect.all([freePort, freePort]))
    const folder = mkdtempSync(join(tmpdir(), "introspect-slurm-"))
    for (const name of ["state", "spool"]) mkdirSync(join(folder, name))
    const env = { SLURM_CONF: join(folder, "slurm.conf") }
    writeFileSync(env.SLURM_CONF, configuration(folder, ports))
    writeFileSync(
      join(folder, "gres.conf"),
      `NodeName=${node()} Name=gpu Type=tiny File=${devices}\n`
    )
    const slurm = (program: string, ...args: readonly string[]): string => {
      const { status, stderr, stdout } = spawnSync(program, args, {
        encoding: "utf8",
        env: { ...process.env, ...env }
      })
      if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stderr}`)
      return stdout.trim()
    }
    for (const daemon of ["slurmctld", "slurmd"]) slurm(daemon, "-f", env.SLURM_CONF)
    for (let tries = 0; !slurm("sinfo", "-h", "-o", "%T").includes("idle"); tries++) {
      if (tries === 100) throw new Error(`Slurm did not start: see ${folder}/slurmctld.log and slurmd.log`)
      await sleep(200)
    }
    return { env, slurm, completionLog: join(folder, "completed"), folder }
  }),
  ({ folder, slurm }) =>
    Effect.promise(async () => {
      slurm("scancel", "-u", "root")
      for (let tries = 0; tries < 100 && slurm("squeue", "-h") !== ""; tries++) await sleep(200)
      for (const daemon of ["slurmd", "slurmctld"]) await stopDaemon(join(folder, `${daemon}.pid`))
      rmSync(folder, { recursive: true, force: true })
    })
)

/** Slurm lets a requeued job wait for two minutes; a test has no time for that. */
export const hurry = (cluster: SlurmCluster): void => {
  const waiting = cluster.slurm("squeue", "-r", "-h", "-t", "PENDING", "-o", "%i|%r").split("\n")
  for (const [id, reason] of waiting.map((line) => line.split("|"))) {
    if (reason === "BeginTime") cluster.slurm("scontrol", "update", `JobId=${id}`, "StartTime=now")
  }
}
