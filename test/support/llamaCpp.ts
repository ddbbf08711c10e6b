/**
 * llama.cpp in this process, for tests that are run where it can be installed.
 */
import { spawnSync } from "node:child_process"
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, vi } from "vitest"

const root = join(import.meta.dirname, "..", "..")
const source = join(root, "test", "llama-cpp")
const project = join(root, "node_modules", ".cache", "llama-cpp")

/** A tiny model of random weights, whose tokenizer is of SentencePiece's kind. */
export const tinyModelPath = join(source, "models", "tiny-spm.gguf")

/** Another one, whose tokenizer is of GPT-2's kind and has the tokens of its chat format. */
export const tinyBpePath = join(source, "models", "tiny-bpe.gguf")

/** The chat template of both. */
export const tinyTemplate =
  "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
  + "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"

/** Writes a model with another chat template, which must not be longer: a comment fills it up, so that nothing moves. */
export const writeModel = (folder: string, name: string, template: string): string => {
  const path = join(folder, name)
  const room = tinyTemplate.length - template.length - "{##}".length
  const filled = `{#${" ".repeat(room)}#}${template}`
  const bytes = readFileSync(tinyModelPath)
  bytes.write(filled, bytes.indexOf(tinyTemplate), "latin1")
  writeFileSync(path, bytes)
  return path
}

/** Installs the test package into a cache folder; npm leaves a finished installation as it is. */
const install = (): string | null => {
  if (process.platform !== "linux" || process.arch !== "x64") return "its binary here is Linux's on x64"
  mkdirSync(project, { recursive: true })
  for (const name of ["package.json", "package-lock.json"]) {
    copyFileSync(join(source, name), join(project, name))
  }
  const finished = join(project, "node_modules", ".finished")
  const lock = readFileSync(join(source, "package-lock.json"), "utf8")
  try {
    if (readFileSync(finished, "utf8") === lock) return null
  } catch {
    // Not installed yet.
  }
  const { status, stderr } = spawnSync("npm", ["ci", "--omit=optional", "--ignore-scripts"], {
    cwd: project,
    encoding: "utf8"
  })
  if (status !== 0) return `npm ci failed: ${stderr.trim().split("\n").at(-1) ?? ""}`
  writeFileSync(finished, lock)
  return null
}

/** Lets the tests of a file find the package; gives why they cannot, and says loudly what is then left out. */
export const useLlamaCpp = (what: string): string | null => {
  const missing = install()
  if (missing !== null) process.stderr.write(`LEFT OUT: ${what}: ${missing}\n`)
  const cwd = vi.spyOn(process, "cwd").mockReturnValue(project)
  afterAll(() => cwd.mockRestore())
  return missing
}
