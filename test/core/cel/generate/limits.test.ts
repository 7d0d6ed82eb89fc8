import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { environment } from '../evaluate.ts'
import { bothRuns, difference, observe, observeGenerated } from './both-runs.ts'
import { evaluateExamples } from './examples.ts'

describe('an expression that is too large for one function', () => {
  const activation = (name: string) => (name === 'object' ? { f: 1 } : undefined)
  test.for([
    { name: 'long', expression: Array(2000).fill('object.f == 1').join(' && '), isKept: true },
    { name: 'wide', expression: `[${Array(8000).fill('object[1]').join(',')}]`, isKept: true },
    { name: 'nested', expression: `${'('.repeat(40)}object.f${' + 1)'.repeat(40)}`, isKept: false },
    { name: 'a chain', expression: `object${'.?f'.repeat(60)}.hasValue()`, isKept: false },
    { name: 'lists', expression: `${'['.repeat(40)}object${']'.repeat(40)}`, isKept: false },
  ])('$name', ({ expression, isKept }) => {
    const { planned, generated } = bothRuns(expression, environment) ?? {}
    expect(planned).toBeTypeOf('function')
    expect(generated === undefined).toBe(isKept)
    if (planned === undefined || generated === undefined) return
    const found = observeGenerated(generated, activation)
    expect(found).toBeDefined()
    expect(difference(observe(planned, activation), found)).toBe('')
  })
})

test('where the runtime forbids code from text, the closures give the same', () => {
  const script = fileURLToPath(new URL('print-examples.ts', import.meta.url))
  const options = ['--disallow-code-generation-from-strings', '--import', 'tsx', script]
  const printed = execFileSync(process.execPath, options, { encoding: 'utf8' })
  expect(JSON.parse(printed)).toEqual({ forbidden: true, results: evaluateExamples() })
})
