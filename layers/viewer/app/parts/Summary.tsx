/**
 * The figures of one experiment.
 */
import type { ExperimentRow } from "../../wire/experiments.ts"
import { points, whole } from "../figures.ts"
import { Progress } from "./Progress.tsx"
import { Rate } from "./Rate.tsx"

/** Figures with their names, side by side. */
export const Summary = ({ row }: { readonly row: ExperimentRow }) => {
  const { accuracy, controls, errors, inapplicable, mismatches, verdict, verdictName } = row
  return (
    <dl class="figures">
      <div>
        <dt>observations</dt>
        <dd>
          <Progress row={row} />
        </dd>
      </div>
      <div>
        <dt>accuracy</dt>
        <dd>
          <Rate name="accuracy" rate={accuracy} />
        </dd>
      </div>
      {verdictName !== null && (
        <div>
          <dt>{verdictName}, of the correct</dt>
          <dd>
            <Rate name={verdictName} rate={verdict} />
          </dd>
        </div>
      )}
      <div>
        <dt>unread, errors</dt>
        <dd>
          <span class="value">{whole(mismatches)}, {whole(errors)}</span>
          {inapplicable > 0 && <span class="small">{whole(inapplicable)} do not apply</span>}
        </dd>
      </div>
      {controls?.random !== undefined && (
        <div>
          <dt>beyond a random change</dt>
          <dd>
            <span class="value">{points(controls.random.difference.value)}</span>
            <span class="small">
              {points(controls.random.difference.low)} to {points(controls.random.difference.high)} points
            </span>
          </dd>
        </div>
      )}
      {controls?.none !== undefined && (
        <div>
          <dt>agrees with itself</dt>
          <dd>
            <Rate name="asked once more" rate={controls.none.self_agreement} />
          </dd>
        </div>
      )}
    </dl>
  )
}
