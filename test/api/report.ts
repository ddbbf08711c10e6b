/**
 * The API report: what each public module exports, with its types, as api-extractor writes it.
 */
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor"
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { type PublicModule, publicModules } from "../support/publicModules.ts"

const root = fileURLToPath(new URL("../..", import.meta.url))

/** Where the reports are, for a reviewer of changes to read. */
export const reportFolder = join(root, "docs", "api")

/** The file of a module's report: `layers/clients/Tgi` becomes `layers.clients.Tgi.api.md`. */
export const reportName = ({ entry }: PublicModule): string =>
  `${entry === "." ? "llm-introspect" : entry.slice(2).replaceAll("/", ".")}.api.md`

const configOf = (module: PublicModule, folder: string): ExtractorConfig =>
  ExtractorConfig.prepare({
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: join(root, module.types),
      compiler: { tsconfigFilePath: join(root, "test", "api", "tsconfig.json") },
      apiReport: {
        enabled: true,
        reportFolder: folder,
        reportTempFolder: folder,
        reportFileName: reportName(module)
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: "lf",
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.Error },
          // typedoc looks after docstrings and links.
          "ae-undocumented": { logLevel: ExtractorLogLevel.None },
          "ae-unresolved-link": { logLevel: ExtractorLogLevel.None },
          // An inferred type names types of rooms below, of which a caller needs no names.
          "ae-forgotten-export": { logLevel: ExtractorLogLevel.None },
          "ae-missing-release-tag": { logLevel: ExtractorLogLevel.None }
        },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } }
      }
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, "package.json")
  })

/** Writes a report for each public module into a folder, and gives their names; a problem of a declaration is an error. */
export const writeReports = (folder: string): readonly string[] => {
  mkdirSync(folder, { recursive: true })
  const configs = publicModules.map((module) => configOf(module, folder))
  const compilerState = CompilerState.create(configs[0]!, {
    additionalEntryPoints: configs.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath)
  })
  const problems: string[] = []
  for (const config of configs) {
    Extractor.invoke(config, {
      compilerState,
      localBuild: true,
      messageCallback: (message) => {
        if (message.logLevel === ExtractorLogLevel.Error) {
          problems.push(message.formatMessageWithLocation(root))
        }
        message.handled = true
      }
    })
  }
  if (problems.length > 0) throw new Error(problems.join("\n"))
  return publicModules.map(reportName)
}
