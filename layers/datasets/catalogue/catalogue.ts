/**
 * The data sets of the paper, and where they are published.
 *
 * Commits, sizes and digests are those that the Hub states, as public projects recorded them; row counts are the
 * publishers'. MCTest's conversion to Parquet is a branch without a commit that we know: the commit of the first
 * download is kept in the manifest.
 */
import { Either } from "effect"
import { parseColumnMap } from "../../../src/domain/ColumnMap.ts"
import type { BabiOrigin, HubOrigin, PublishedDataset, Slice } from "./PublishedDataset.ts"

const map = (text: string) => Either.getOrThrow(parseColumnMap(text))

const first = (of: string): Slice => ({ of, part: "first" })
const rest = (of: string): Slice => ({ of, part: "rest" })
const all = (of: string): Slice => ({ of, part: "all" })

const imdb: PublishedDataset = {
  name: "IMDB",
  category: "sentiment",
  source: "hub:stanfordnlp/imdb plain_text",
  licence: "not stated (the Hub: other)",
  origin: {
    _tag: "Hub",
    repo: "stanfordnlp/imdb",
    config: "plain_text",
    revision: "e6281661ce1c48d982bc483cf8a173c1bbeb5d31",
    files: {
      train: {
        path: "plain_text/train-00000-of-00001.parquet",
        size: 20_979_968,
        sha256: "db47d16b5c297cc0dd625e519c81319c24c9149e70e8496de5475f6fa928342c"
      },
      test: {
        path: "plain_text/test-00000-of-00001.parquet",
        size: 20_470_363,
        sha256: "b52e26e2f872d282ffac460bf9770b25ac6f102cda0e6ca7158df98c94e8b3da"
      }
    },
    map: map("text=text,label=label:{0:negative,1:positive}")
  },
  rows: { train: 25_000, test: 25_000 },
  slices: { train: first("train"), valid: rest("train"), test: all("test") },
  clean: (text) => text.replaceAll("<br />", "\n")
}

const glue = (
  config: string,
  columns: string,
  files: HubOrigin["files"]
): Pick<PublishedDataset, "licence" | "origin" | "slices" | "source"> => ({
  source: `hub:nyu-mll/glue ${config}`,
  licence: "see the sources of GLUE (the Hub: other)",
  origin: {
    _tag: "Hub",
    repo: "nyu-mll/glue",
    config,
    revision: "bcdcba79d07bc864c1c254ccfcedcce55bcc9a8c",
    files,
    map: map(columns)
  },
  // The labels of GLUE's own test split are hidden.
  slices: { train: first("train"), valid: rest("train"), test: all("validation") }
})

const sst2: PublishedDataset = {
  name: "SST2",
  category: "sentiment",
  rows: { train: 67_349, validation: 872 },
  ...glue("sst2", "text=sentence,label=label:{0:negative,1:positive}", {
    train: {
      path: "sst2/train-00000-of-00001.parquet",
      size: 3_110_468,
      sha256: "66a253e67968acfabcbe49dbe9da964b42ac1c851c40ab760e8c8942efdb3229"
    },
    validation: {
      path: "sst2/validation-00000-of-00001.parquet",
      size: 72_819,
      sha256: "a1371f3b3a7b0bcefa8388799a9359dc3ce76c349cc0079507a7991364fd2a9b"
    }
  })
}

const rte: PublishedDataset = {
  name: "RTE",
  category: "entailment",
  rows: { train: 2_490, validation: 277 },
  ...glue("rte", "paragraph=sentence1,hypothesis=sentence2,label=label:{0:yes,1:no}", {
    train: {
      path: "rte/train-00000-of-00001.parquet",
      size: 583_976,
      sha256: "a6252ab17015d718f6de1effe0980f7b158df63e3d16207cd8bd396b608e5147"
    },
    validation: {
      path: "rte/validation-00000-of-00001.parquet",
      size: 69_020,
      sha256: "fb2aa2e04f551133ba663617a15ae133dc22b0f6a969bc0629b5ea6003ee9cf8"
    }
  })
}

const babiSources: BabiOrigin["sources"] = [
  {
    url: "http://www.thespermwhale.com/jaseweston/babi/tasks_1-20_v1-2.tar.gz",
    size: 15_719_851,
    sha256: "0364ebde659f14d11bc21744516c5ec49d3d06cb692733f66680771244998898"
  },
  // An older packing of the same version, whose digest we do not know: its rows are counted and checked.
  { url: "https://s3.amazonaws.com/text-datasets/babi_tasks_1-20_v1-2.tar.gz" }
]

const babi = (task: number, title: string): PublishedDataset => {
  const member = (split: string) => `tasks_1-20_v1-2/en-10k/qa${task}_${title}_${split}.txt`
  return {
    name: `bAbI-${task}`,
    category: "multi-choice",
    source: "tasks_1-20_v1-2.tar.gz of the bAbI authors, en-10k",
    licence: "CC BY 3.0",
    origin: { _tag: "Babi", sources: babiSources, members: { train: member("train"), test: member("test") } },
    rows: { train: 10_000, test: 1_000 },
    slices: { train: first("train"), valid: rest("train"), test: all("test") }
  }
}

const mctest: PublishedDataset = {
  name: "MCTest",
  category: "multi-choice",
  source: "hub:sagnikrayc/mctest mc500 (its Parquet conversion)",
  licence: "Microsoft's research licence (the Hub: other)",
  origin: {
    _tag: "Hub",
    repo: "sagnikrayc/mctest",
    config: "mc500",
    revision: "refs/convert/parquet",
    files: {
      train: { path: "mc500/train/0000.parquet" },
      validation: { path: "mc500/validation/0000.parquet" },
      test: { path: "mc500/test/0000.parquet" }
    },
    map: map("paragraph=story,question=question,choices=answer_options,label=answer:letter")
  },
  rows: { train: 1_200, validation: 200, test: 600 },
  slices: { train: all("train"), valid: all("validation"), test: all("test") },
  clean: (text) => text.replaceAll("\\newline", "\n")
}

/** In the order in which they are listed. */
export const catalogue: readonly PublishedDataset[] = [
  imdb,
  sst2,
  rte,
  babi(1, "single-supporting-fact"),
  babi(2, "two-supporting-facts"),
  babi(3, "three-supporting-facts"),
  mctest
]
