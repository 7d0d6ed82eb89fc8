import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test, vi } from 'vitest'

interface Pattern {
  readonly where: string
  readonly pattern: RegExp
}

/** What may take longer than in proportion, and why that hurts nobody. */
const bounded: ReadonlyMap<string, string> = new Map([
  ['files/glob.ts', 'a path that the caller wrote'],
  ['settings/duration.ts', 'no text longer than 64 characters comes so far'],
  ['core/admission/review-body.ts', 'what JSON.parse says, which quotes 40 characters at most'],
  ['core/cel/libraries/print-localized.ts', 'the digits of a double, 309 at most'],
  ['core/cel/values/timestamp.ts', 'nine digits of nanoseconds'],
  ['core/kubernetes/formats/time.ts', 'sticky: begins at one place'],
])

const source = fileURLToPath(new URL('../../src/', import.meta.url))

/** The regular expressions that stand in the sources. */
function written(): readonly Pattern[] {
  return readdirSync(source, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.ts') && !bounded.has(file))
    .flatMap((file) => patternsIn(file, readFileSync(`${source}${file}`, 'utf8')))
}

function patternsIn(file: string, text: string): readonly Pattern[] {
  const found: Pattern[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/')
      const flags = node.text.slice(end + 1).replace('y', '')
      found.push({ where: file, pattern: new RegExp(node.text.slice(1, end), flags) })
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true))
  return found
}

/** Those that are put together when the core is loaded. */
async function composed(): Promise<readonly Pattern[]> {
  const made: Pattern[] = []
  const Plain = RegExp
  const note = (given: readonly unknown[]): RegExp => {
    const [from, flags] = given as ConstructorParameters<typeof RegExp>
    const pattern = new Plain(from, flags)
    const searched = new Plain(pattern.source, pattern.flags.replace('y', ''))
    made.push({ where: 'composed', pattern: searched })
    return pattern
  }
  const noted = { apply: (_: unknown, __: unknown, given: unknown[]) => note(given) }
  vi.stubGlobal('RegExp', new Proxy(Plain, { ...noted, construct: (_, given) => note(given) }))
  await import('#src/core/index.ts')
  vi.unstubAllGlobals()
  return made
}

const heads = ['', 'a', '0x', '"']
const pumps = [
  'a',
  'A',
  '0',
  '1',
  ' ',
  '\t',
  '\n',
  ' \n',
  '.',
  'a.',
  '1.',
  '-',
  'a-',
  '/',
  '"',
  "'",
  '{',
  '[',
]
const morePumps = [':', 'a:', '%41', '1s', '[1]', '.a', '_', '\\', '\ufffd']
const repetitions = 10_000

/** The milliseconds of processor that the worst of the texts takes; stops at the first that takes far too long. */
function worst({ pattern }: Pattern): { readonly ms: number; readonly text: string } {
  let found = { ms: 0, text: '' }
  for (const head of heads) {
    for (const pump of [...pumps, ...morePumps]) {
      const ms = timeOf(pattern, `${head}${pump.repeat(repetitions)}\u0001`)
      if (ms > found.ms) found = { ms, text: `${head}(${pump})*` }
      if (ms > 10 * tooLongMs) return found
    }
  }
  return found
}

function timeOf(pattern: RegExp, text: string): number {
  const before = process.cpuUsage()
  text.replace(pattern, '')
  return process.cpuUsage(before).user / 1000
}

/** In proportion it is less than one; a quadratic one takes 50. */
const tooLongMs = 15

/** The text on which three tries in a row took too long. */
function slowText(each: Pattern): string | undefined {
  const tries = [worst(each)]
  while (tries.length < 3 && tries.every(({ ms }) => ms > tooLongMs)) tries.push(worst(each))
  return tries.every(({ ms }) => ms > tooLongMs) ? tries[0]?.text : undefined
}

test('no regular expression of ours takes longer than in proportion to its text', async () => {
  const patterns = [...written(), ...(await composed())]
  expect(patterns.length).toBeGreaterThan(250)
  const slow = patterns.flatMap((each) => {
    const text = slowText(each)
    return text === undefined ? [] : [`${each.where} ${each.pattern} on ${text}`]
  })
  expect(slow).toEqual([])
})

test('the measure finds one that is quadratic', () => {
  expect(slowText({ where: '', pattern: /\s+$/ })).toBeDefined()
  expect(slowText({ where: '', pattern: /(?<!\s)\s+$/ })).toBeUndefined()
})
