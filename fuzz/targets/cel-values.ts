import { parseJson } from '../../src/core/source/json.ts'
import {
  bothRuns,
  difference,
  observe,
  observeGenerated,
} from '../../test/core/cel/generate/both-runs.ts'
import { environment } from '../cel-environment.ts'
import { grownExpression } from '../grown-expression.ts'
import { must, mustLeavePrototypes } from '../oracle.ts'

const values = new Map(
  Object.entries({
    object: '{"a": [1, 2, 2], "b": {"c": "text", "__proto__": 1, "constructor": null}}',
    oldObject: 'null',
    request: '{"operation": "CREATE"}',
    params: '{"a": "10.0.0.0/8", "b": [true, null, 1.5, 9007199254740993, "é"]}',
    x: '[[3, 1, 2], ["b", "a"], {"a": 0}]',
    y: '"a,b,c"',
    variables: '{"f": -9223372036854775808, "g": {"length": 3}}',
  }).map(([name, text]) => {
    const parsed = parseJson(text)
    return [name, parsed.kind === 'value' ? parsed.value : null] as const
  }),
)

/**
 * An expression gives the same value, or the same error, at the same cost by closures and by generated code; it ends within
 * its budget, and under a smaller one at the same call.
 */
export function fuzz(bytes: Uint8Array): void {
  const runs = bothRuns(grownExpression(bytes.subarray(1)), environment)
  if (runs?.generated === undefined) return
  const { planned, generated } = runs
  const activation = (name: string) => values.get(name)
  for (const bounds of [{ costLimit: 20_000, polls: 200 }, { costLimit: bytes[0] ?? 0 }]) {
    const expected = observe(planned, activation, bounds)
    const found = observeGenerated(generated, activation, bounds)
    const unlike = difference(expected, found)
    must(unlike === '', `${grownExpression(bytes.subarray(1))}\n${unlike}`)
  }
  mustLeavePrototypes()
}
