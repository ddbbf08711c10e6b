/**
 * A collector of OpenTelemetry's protocol in JSON, that keeps what it is sent.
 */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

interface Attribute {
  readonly key: string
  readonly value: { readonly stringValue?: string; readonly intValue?: number }
}
interface Span {
  readonly name: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly attributes: readonly Attribute[]
}
interface Sum {
  readonly name: string
  readonly sum?: {
    readonly dataPoints: readonly { readonly attributes: readonly Attribute[]; readonly asDouble: number }[]
  }
}

export interface Collector {
  readonly url: string
  readonly spans: readonly Span[]
  /** The last value of a counter, by one of its attributes' value, or by its name where it has none. */
  readonly counter: (name: string, attribute?: string) => number | undefined
  readonly close: () => void
}

export const startCollector = async (): Promise<Collector> => {
  const spans: Span[] = []
  let metrics: readonly Sum[] = []
  const server = createServer(async (request, response) => {
    let text = ""
    for await (const chunk of request.setEncoding("utf8")) text += chunk
    const body = JSON.parse(text)
    if (request.url === "/v1/traces") {
      for (const { scopeSpans } of body.resourceSpans) {
        for (const scope of scopeSpans) spans.push(...scope.spans)
      }
    } else metrics = body.resourceMetrics[0].scopeMetrics[0].metrics
    response.setHeader("content-type", "application/json").end("{}")
  })
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    counter: (name, attribute) =>
      metrics.find((metric) => metric.name === name)?.sum?.dataPoints
        .find(({ attributes }) =>
          attribute === undefined || attributes.some(({ value }) => value.stringValue === attribute)
        )?.asDouble,
    close: () => void server.close()
  }
}
