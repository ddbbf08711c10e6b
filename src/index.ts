/**
 * The library: what an experiment is, and how it runs over the services that layers provide.
 *
 * Layers for servers, caches, results and data sets are imported by path, for instance
 * `llm-introspect/layers/clients/Tgi`.
 *
 * @module
 */
export { categoryOf } from "./category/categories.ts"
export { type Category, type Target } from "./category/Category.ts"
export { type ChatFormat, ChatFormatName } from "./chat/ChatFormat.ts"
export { type ChatTemplate, ChatTemplateError, makeChatTemplate } from "./chat/ChatTemplate.ts"
export { chatFormats, systemMessage, SystemMessageError } from "./chat/formats.ts"
export { decodeModels, ModelEntry, ModelRegistry, ModelRegistryError } from "./chat/ModelEntry.ts"
export { defaultParams, models } from "./chat/models.ts"
export { templateFormat } from "./chat/Template.ts"
export { type ColumnMap, type ColumnRule, type LabelReading, parseColumnMap } from "./domain/ColumnMap.ts"
export { type ControlKey, type ControlName, type ControlRecord } from "./domain/ControlRecord.ts"
export { type DatasetReading } from "./domain/DatasetReading.ts"
export { canonicalJson, Digest, digestText, type Json } from "./domain/Digest.ts"
export { ExperimentSpec } from "./domain/ExperimentSpec.ts"
export { type ErrorClass, GenerateError, generateError, GenerateErrorReason } from "./domain/GenerateError.ts"
export { GenerateParams, paperParams, type ParamChanges } from "./domain/GenerateParams.ts"
export { type GenerateRequest, type JsonSchema, makeRequest, sentSeed } from "./domain/GenerateRequest.ts"
export {
  FinishReason,
  Generation,
  isSimulatedModel,
  ServerInfo,
  simulatedModelId
} from "./domain/Generation.ts"
export { type Place, type ValueCount } from "./domain/Glance.ts"
export {
  CategoryName,
  EntailmentObservation,
  MultiChoiceObservation,
  type Observation,
  SentimentObservation,
  Split
} from "./domain/Observation.ts"
export {
  ObservationRecord,
  type OutcomeCount,
  RecordedError,
  SessionName,
  SessionRecord
} from "./domain/ObservationRecord.ts"
export { type ChatHistory, ChatMessage, type ChatTurn, Prompt, showPrompt } from "./domain/Prompt.ts"
export { read, type Reading, unread } from "./domain/Reading.ts"
export { makeScoreRequest, type ScoreRequest, scoresIn, scoreText } from "./domain/ScoreRequest.ts"
export { type Cost, costOf, Price, type TokenCount, type TokenUse } from "./domain/TokenUse.ts"
export {
  type AnyTaskName,
  FlagError,
  flagsOf,
  normaliseFlags,
  OwnTaskName,
  type Persona,
  TaskName,
  type Variation,
  variationOf
} from "./domain/Variation.ts"
export { controlHolder, type HoldControl } from "./experiment/controls/hold.ts"
export { type ControlOptions, type WantedControl } from "./experiment/controls/kinds.ts"
export { type RepeatSummary, type Spread } from "./experiment/controls/repeats.ts"
export { type ControlRereadReport, rereadControls } from "./experiment/controls/reread.ts"
export { type MeanSize, type SizeSummary } from "./experiment/controls/size.ts"
export { type MeanProbability, type SoftSummary } from "./experiment/controls/soft.ts"
export { type ControlAgain } from "./experiment/controls/stored.ts"
export { type ControlSummary, summariseControls } from "./experiment/controls/summary.ts"
export {
  type Experiment,
  type ExperimentDefinition,
  ExperimentError,
  makeExperiment,
  specOf
} from "./experiment/Experiment.ts"
export { type Preview, type PreviewedSession, previewPrompts } from "./experiment/preview.ts"
export {
  diffExperiments,
  type ExperimentDiff,
  incomparable,
  type PairedCounts
} from "./experiment/records/diff.ts"
export { type Difference } from "./experiment/records/difference.ts"
export {
  type Column,
  type ColumnType,
  controlColumns,
  exportColumns,
  exportControlRows,
  type ExportRow,
  exportRows
} from "./experiment/records/exported.ts"
export {
  checkIntegrity,
  type IntegrityCounts,
  type IntegrityReport,
  type Replayed
} from "./experiment/records/integrity.ts"
export { type Again, observeAgain } from "./experiment/records/replay.ts"
export { RereadIncomplete, rereadRecords, type RereadReport } from "./experiment/records/reread.ts"
export { type ModelDefinition, type SpecifiedModel } from "./experiment/resolveModel.ts"
export { runExperiment, type RunOptions, type RunReport } from "./experiment/running/run.ts"
export { makeRunProgress, type RunProgress } from "./experiment/running/RunProgress.ts"
export { CanaryStopped } from "./experiment/running/workers.ts"
export { type Crew, type WorkList } from "./experiment/running/workThrough.ts"
export { type PublishedCost, publishedCost, type Used } from "./experiment/summary/cost.ts"
export { type RunDocument, runDocument, type RunDurations } from "./experiment/summary/document.ts"
export { type Listed, listExperiments } from "./experiment/summary/listing.ts"
export { type MismatchCount } from "./experiment/summary/mismatch.ts"
export { type PublishedRates, publishedRates } from "./experiment/summary/rates.ts"
export {
  type AnswerCount,
  type Counts,
  type Rates,
  ratesOf,
  type SummaryResults,
  summaryResults,
  type Tally
} from "./experiment/summary/Summary.ts"
export { type WorkerLimit } from "./inference/adaptiveLimit.ts"
export { type Endpoint } from "./inference/Endpoint.ts"
export { GenerationCounters, type GenerationCounts } from "./inference/GenerationCounters.ts"
export { guard, type Guarded, type Restore } from "./inference/guarded.ts"
export { Inference } from "./inference/Inference.ts"
export { type EndpointStatus, InFlight, type LimitChange } from "./inference/InFlight.ts"
export { type RateLimit } from "./inference/Pacer.ts"
export { pipeline, type PipelineOptions } from "./inference/pipeline.ts"
export { type RoutedEndpoint } from "./inference/Routed.ts"
export { type LoadReader, type ServerLoad } from "./inference/ServerLoad.ts"
export { defaultPack } from "./prompts/defaultPack.ts"
export { type MatchedPrompt, promptMatcher } from "./prompts/match.ts"
export { type BuiltInPack, builtInPack, builtInPacks } from "./prompts/packs.ts"
export { packDigest, PromptPack } from "./prompts/PromptPack.ts"
export { renderPrompt } from "./prompts/render.ts"
export { type Fields } from "./prompts/Template.ts"
export { decodePack, PromptPackError } from "./prompts/validate.ts"
export {
  type Ability,
  type Entailment,
  type Masked,
  maskWords,
  normaliseMasks,
  readAbility,
  readEntailment,
  readerVersion,
  readMultiChoice,
  readParagraph,
  readSentiment,
  readWords,
  type Sentiment
} from "./readers/index.ts"
export { observationTranscript } from "./reporting/transcript/observationTranscript.ts"
export { Segment } from "./reporting/transcript/segments.ts"
export {
  TextChange,
  Transcript,
  TranscriptControl,
  TranscriptSession
} from "./reporting/transcript/Transcript.ts"
export { type Estimate } from "./stats/bootstrap.ts"
export { type Rate, wilson } from "./stats/wilson.ts"
export { type Dataset, DatasetError, Datasets } from "./storage/Datasets.ts"
export { GenerationCache } from "./storage/GenerationCache.ts"
export { type ExperimentResults, Results, type StoredExperiment } from "./storage/Results.ts"
export { StorageError } from "./storage/StorageError.ts"
export { type Showing, type Tell, tellNobody } from "./storage/Tell.ts"
export { type Cell } from "./sweep/Cell.ts"
export { type CellProgress, type CellState, makeCellProgress } from "./sweep/CellProgress.ts"
export { decodeGrid } from "./sweep/decodeGrid.ts"
export { expandGrid, type GridParts } from "./sweep/expandGrid.ts"
export { Grid } from "./sweep/Grid.ts"
export { GridError } from "./sweep/GridError.ts"
export { type CellPlan, type SessionSize, type SizesBySession } from "./sweep/plan/CellPlan.ts"
export { type PlannedCell, planSweep, type SweepPlan } from "./sweep/plan/planSweep.ts"
export { type Speed } from "./sweep/plan/speed.ts"
export { type TokenEstimate } from "./sweep/plan/tokens.ts"
export { type CellError, type CellOutcome, runCells, type SweepOptions } from "./sweep/runCells.ts"
export { sharedDatasets } from "./sweep/sharedDatasets.ts"
export { type Answer, paragraphAnswer, wordsAnswer } from "./task/answers.ts"
export { type Heard, type Interview, type ReadValue, SessionError } from "./task/Interview.ts"
export { ownTask, type OwnTaskDefinition } from "./task/ownTask.ts"
export { inapplicable, judged, type OwnTask, type Task, type Verdict, type VerdictName } from "./task/Task.ts"
export { tasks, verdictNameOf } from "./task/tasks.ts"
