/**
 * The part of node-llama-cpp's API that is used here (version 3.22).
 *
 * Written out because the package is no dependency of this one (its GPU binaries are 355 MB): its own types are there
 * only for those who have installed it, and TypeScript must compile without them.
 */

/** A token's number in the model's vocabulary. */
export type Token = number

/** Opaque: a grammar, and how far an answer has come in it. */
export type Grammar = { readonly grammar: string }
export type GrammarState = { readonly clone: unknown }

export interface EvaluateOptions {
  readonly grammarEvaluationState?: GrammarState
  readonly temperature?: number
  readonly topK?: number
  readonly topP?: number
  readonly seed: number
  readonly repeatPenalty?: {
    readonly punishTokens: () => Token[]
    readonly maxPunishTokens: number
    readonly penalty: number
  }
  readonly yieldEogToken: true
}

/** A token to evaluate, and what to tell of the one after it. */
export type ControlledToken = [
  token: Token,
  options: {
    readonly generateNext: {
      readonly logits: {
        readonly filter: { readonly tokens: readonly Token[]; readonly includeSelected: boolean }
      }
      readonly totalLogitWeight: boolean
    }
  }
]

/** What was to be told; nothing is drawn, so that the selected token is the likeliest. */
export interface ControlledOutput {
  readonly next: {
    readonly logits?: ReadonlyMap<Token, number>
    /** The sum over all tokens of exp(logit - the highest logit). */
    readonly totalLogitWeight?: number
  }
}

/** One of the texts that a context holds side by side. */
export interface Sequence {
  /** How many tokens it holds. */
  readonly nextTokenIndex: number
  clearHistory(): Promise<void>
  /** Forgets what differs from the given tokens, or more, where a model cannot forget so little. */
  adaptStateToTokens(tokens: Token[], allowShift: false): Promise<void>
  /** An output, or none, for each token. */
  controlledEvaluate(tokens: (Token | ControlledToken)[]): Promise<readonly (ControlledOutput | undefined)[]>
  evaluate(tokens: Token[], options: EvaluateOptions): AsyncGenerator<Token, void, void>
  evaluateWithoutGeneratingNewTokens(tokens: Token[]): Promise<void>
}

export interface Context {
  /** Tokens that each sequence holds. */
  readonly contextSize: number
  /** Tokens that are evaluated in one step, of all sequences together. */
  readonly batchSize: number
  getSequence(): Sequence
  dispose(): Promise<void>
}

export interface Model {
  readonly tokens: {
    readonly bos: Token | null
    /** The texts of the tokens. */
    readonly bosString: string | null
    readonly eosString: string | null
    readonly shouldPrependBosToken: boolean
  }
  readonly fileInfo: {
    readonly metadata: { readonly tokenizer?: { readonly chat_template?: string } }
  }
  /** Adds no token at either end; `specialTokens` reads `<s>` and the like as the tokens that they name. */
  tokenize(text: string, specialTokens: boolean): Token[]
  /** The last tokens before decide whether a leading space belongs to the text. */
  detokenize(tokens: readonly Token[], specialTokens: boolean, lastTokens: readonly Token[]): string
  isEogToken(token: Token): boolean
  createContext(options: {
    readonly contextSize: number | { readonly max: number }
    readonly sequences: number
    readonly threads: number
    readonly createSignal: AbortSignal
  }): Promise<Context>
  dispose(): Promise<void>
}

export interface Llama {
  /** Cores that are good at arithmetic, of the whole machine. */
  readonly cpuMathCores: number
  readonly llamaCppRelease: { readonly release: string }
  /** In the library's own dialect of JSON Schema, of which ours are a part. Its answers end with four newlines. */
  createGrammarForJsonSchema(schema: object): Promise<Grammar>
  loadModel(options: { readonly modelPath: string; readonly loadSignal: AbortSignal }): Promise<Model>
  dispose(): Promise<void>
}

export interface NodeLlamaCpp {
  getLlama(options: {
    readonly build: "never"
    readonly skipDownload: true
    readonly progressLogs: false
    readonly logLevel: "error"
    readonly logger: (level: string, message: string) => void
  }): Promise<Llama>
  getModuleVersion(): Promise<string>
  readonly LlamaGrammarEvaluationState: new(options: {
    readonly model: Model
    readonly grammar: Grammar
  }) => GrammarState
}
