import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readYaml } from '#src/core/source/read-yaml.ts'

/** Words, breaks and quotes, of which every character of the value can be told from its neighbours. */
const words = fc.array(fc.constantFrom('ab', 'cd ef', "it's", '"q"', 'ü😀', 'x: y', '\\', '#'), {
  minLength: 1,
  maxLength: 5,
})

const quote = (text: string) => JSON.stringify(text)

/** How a value of several lines is written in each style that keeps its characters as they are. */
const styles = [
  {
    style: 'literal',
    write: (lines: readonly string[]) => `a: |-\n${lines.map((line) => `    ${line}\n`).join('')}`,
    value: (lines: readonly string[]) => lines.join('\n'),
  },
  {
    style: 'literal with an indicator',
    write: (lines: readonly string[]) => `a: |2-\n${lines.map((line) => `   ${line}\n`).join('')}`,
    value: (lines: readonly string[]) => lines.map((line) => ` ${line}`).join('\n'),
  },
  {
    style: 'literal with Windows line ends',
    write: (lines: readonly string[]) =>
      `a: |-\r\n${lines.map((line) => `  ${line}\r\n`).join('')}`,
    value: (lines: readonly string[]) => lines.join('\n'),
  },
  {
    style: 'double-quoted on one line',
    write: (lines: readonly string[]) => `a: ${quote(lines.join('\n'))}\n`,
    value: (lines: readonly string[]) => lines.join('\n'),
  },
  {
    style: 'double-quoted and folded',
    write: (lines: readonly string[]) =>
      `a: "${lines.map((line) => quote(line).slice(1, -1)).join('\n  ')}"\n`,
    value: (lines: readonly string[]) => lines.join(' '),
  },
  {
    style: 'single-quoted and folded',
    write: (lines: readonly string[]) =>
      `a: '${lines.map((line) => line.replaceAll("'", "''")).join('\n\n  ')}'\n`,
    value: (lines: readonly string[]) => lines.join('\n'),
  },
  {
    style: 'JSON',
    write: (lines: readonly string[]) => JSON.stringify({ a: lines.join('\n') }),
    value: (lines: readonly string[]) => lines.join('\n'),
  },
] as const

/** What a character of a value may begin with in the text: an escape with a backslash, a fold with a break. */
function spellings(character: string): readonly string[] {
  if (character === '\n') return ['\n', '\r', '\\']
  if (character === ' ') return [' ', '\n']
  return character === '"' ? ['"', '\\'] : [character]
}

test.for(styles)('every character of a $style value stands where it is written', (style) => {
  fc.assert(
    fc.property(words, (lines) => {
      const text = style.write(lines)
      const [document] = readYaml({ name: 'a.yaml', text }).documents
      const value = style.value(lines)
      expect(document?.value).toEqual({ a: value })
      for (let offset = 0; offset < value.length; offset++) {
        const at = document?.positionInScalar(['a'], offset)?.offset ?? -1
        expect(spellings(value.charAt(offset))).toContain(text.charAt(at))
      }
    }),
    { numRuns: 100 },
  )
})

test.for([
  { name: 'plain over two lines', text: 'a: b\n  c d', offset: 4, at: [2, 5] },
  {
    name: 'an escape of a character in two halves',
    text: 'a: "\\U0001F600b"',
    offset: 2,
    at: [1, 15],
  },
  { name: 'a line that is continued', text: 'a: "b\\\n   c"', offset: 1, at: [2, 4] },
  { name: 'folded', text: 'a: >\n  b c\n  d e\n\n  f\n', offset: 6, at: [3, 5] },
  {
    name: 'a field of a list item',
    text: 'kind: List\nitems:\n- a: |\n    b\n',
    offset: 0,
    at: [4, 5],
  },
  { name: 'the end of the value', text: 'a: bc\n', offset: 2, at: [1, 6] },
  { name: 'beyond the end', text: 'a: "bc"\n', offset: 9, at: [1, 7] },
  { name: 'an alias', text: 'x: &x bc\na: *x\n', offset: 1, at: [1, 8] },
  { name: 'a merged field', text: 'x: &x {a: bc}\n<<: *x\n', offset: 1, at: [1, 12] },
  { name: 'a second document', text: 'x: 1\n---\na: b\n', offset: 0, at: [3, 4] },
])('$name', ({ text, offset, at }) => {
  const document = readYaml({ name: 'a.yaml', text }).documents.at(-1)
  const position = document?.positionInScalar(['a'], offset)
  expect([position?.line, position?.column]).toEqual(at)
})

test.for([
  { name: 'a number', path: ['b'] },
  { name: 'a mapping', path: ['c'] },
  { name: 'nothing', path: ['d', 'e'] },
])('$name has no characters or those that are written', ({ path }) => {
  const [document] = readYaml({ name: 'a.yaml', text: 'b: 12\nc: {}\n' }).documents
  expect(document?.positionInScalar(path, 1)?.column).toBe(path[0] === 'b' ? 5 : undefined)
})

test.for([
  { name: 'a key that is a boolean', path: ['true'], at: [1, 1] },
  { name: 'a key that is a number', path: ['511', 'a'], at: [2, 8] },
  { name: 'a key called __proto__', path: ['__proto__'], at: [3, 1] },
  { name: 'a merged key', path: ['m', 'a'], at: [2, 8] },
])('$name stands where it is written', ({ path, at }) => {
  const text = 'y: 1\n0777: {a: 1}\n__proto__: &p 2\nx: &x {a: 1}\nm: {<<: *x}\n'
  const [document] = readYaml({ name: 'a.yaml', text }).documents
  const start = document?.locateKey(path)?.start
  expect([start?.line, start?.column]).toEqual(path[0] === 'm' ? [4, 8] : at)
})
