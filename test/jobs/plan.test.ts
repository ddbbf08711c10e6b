import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import { minutesOf } from "../../src/jobs/needs.ts"
import { planJobs } from "../../src/jobs/plan.ts"
import { cellWith, profileWith } from "../support/jobs.ts"

const shapeOf = (arrays: Either.Either.Right<ReturnType<typeof planJobs>>) =>
  arrays.map(({ minutes, model, tasks }) => ({
    model,
    minutes,
    tasks: tasks.map((cells) => cells.map(({ dataset, task }) => `${dataset} ${task}`))
  }))

const planned = (...args: Parameters<typeof planJobs>) => shapeOf(Either.getOrThrow(planJobs(...args)))

describe("how long a cell takes", () => {
  const profile = profileWith({ times: [{ models: ["llama2-7b"], tasks: ["redacted"], time: "3:00" }] })

  it("is what the first rule says, for the part that is missing", () => {
    expect(minutesOf(profile, cellWith())).toBe(180)
    expect(minutesOf(profile, cellWith({ missing: 0.25 }))).toBe(45)
    expect(minutesOf(profile, cellWith({ missing: 0.0001 }))).toBe(1)
    // No rule: two hours.
    expect(minutesOf(profile, cellWith({ task: "classify" }))).toBe(120)
  })

  it("is a measured speed's, with half as much again", () => {
    expect(minutesOf(profile, cellWith({ expected: 40 }))).toBe(60)
  })
})

describe("planning jobs", () => {
  it("gives each model its array, and keeps the cells of a data set together", () => {
    const cells = ["llama2-7b", "falcon-7b"].flatMap((model) =>
      ["classify", "redacted"].flatMap((task) =>
        ["IMDB", "RTE"].map((dataset) => cellWith({ model, task, dataset }))
      )
    )
    const profile = profileWith({
      slurm: { job_time: "5:00", max_time: "24:00" },
      times: [{ tasks: ["classify"], time: "1:00" }, { time: "3:00" }]
    })
    const tasks = [["IMDB classify", "IMDB redacted", "RTE classify"], ["RTE redacted"]]
    expect(planned(cells, profile)).toEqual([
      // Five hours of cells, and half an hour for the server.
      { model: "llama2-7b", minutes: 330, tasks },
      { model: "falcon-7b", minutes: 330, tasks }
    ])
  })

  it("gives a cell that is longer than a job one of its own, up to the partition's limit", () => {
    const profile = profileWith({
      slurm: { job_time: "5:00", max_time: "10:00" },
      times: [{ datasets: ["IMDB"], time: "20:00" }, { time: "1:00" }]
    })
    const cells = ["RTE", "IMDB", "MCTest"].map((dataset) => cellWith({ dataset }))
    expect(planned(cells, profile)).toEqual([{
      model: "llama2-7b",
      minutes: 600,
      tasks: [["RTE redacted"], ["IMDB redacted"], ["MCTest redacted"]]
    }])
  })

  it("has nothing to plan where nothing is left, and says which model no rule is for", () => {
    expect(planned([], profileWith())).toEqual([])
    const profile = profileWith({ resources: [{ models: ["llama2-7b"], gpus: 1, cpus: 1, memory: "1G" }] })
    expect(planJobs([cellWith({ model: "falcon-7b" })], profile)).toEqual(Either.left({ model: "falcon-7b" }))
  })
})
