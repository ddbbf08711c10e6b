import { describe, expect, it } from "@effect/vitest"
import { babiRows } from "../../../../layers/datasets/babi/parse.ts"

const text = [
  "1 Mary went to the kitchen.",
  "2 John went to the garden.",
  "3 Where is Mary? \tkitchen\t1",
  "4 John went to the attic.",
  "5 Where is John?\tattic\t4",
  "1 Ann took the milk.",
  "2 What has Ann?\tmilk\t1",
  ""
].join("\n")

describe("a file of bAbI", () => {
  it("gives each question the statements before it in its story, and the answers of the whole story", () => {
    expect([...babiRows("qa1.txt", text)]).toEqual([
      {
        where: "line 3",
        row: {
          paragraph: "Mary went to the kitchen. Then, John went to the garden.",
          question: "Where is Mary?",
          label: "kitchen",
          choices: ["attic", "kitchen"]
        }
      },
      {
        where: "line 5",
        row: {
          paragraph: "Mary went to the kitchen. Then, John went to the garden. Then, John went to the attic.",
          question: "Where is John?",
          label: "attic",
          choices: ["attic", "kitchen"]
        }
      },
      {
        where: "line 7",
        row: { paragraph: "Ann took the milk.", question: "What has Ann?", label: "milk", choices: ["milk"] }
      }
    ])
  })

  it("may have lines that end as on Windows", () => {
    expect([...babiRows("qa1.txt", text.replaceAll("\n", "\r\n"))]).toEqual([...babiRows("qa1.txt", text)])
  })

  it("names the line that is no line of bAbI", () => {
    expect(() => [...babiRows("qa1.txt", "1 A.\n<html>\n")]).toThrow(
      "qa1.txt line 2: no numbered line of bAbI"
    )
  })
})
