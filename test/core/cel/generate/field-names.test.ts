import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { wayToRead } from '#src/core/cel/generate/field-names.ts'

const folder = new URL('../../../../src/core/cel/values/', import.meta.url)
const classes = readdirSync(folder)
  .map((file) => ({ file, text: classIn(readFileSync(new URL(file, folder), 'utf8')) }))
  .filter(({ text }) => text !== '')

/** The text of a file's class. */
function classIn(text: string): string {
  return /^export (?:abstract )?class [\s\S]*?^\}/m.exec(text)?.[0] ?? ''
}

describe('what values have that are no maps is never read plainly', () => {
  test.for(classes)('$file', ({ text }) => {
    const members = [...text.matchAll(/^ {2}(?:readonly )?(\w+)(?::|\()/gm)].map(([, name]) => name)
    expect(members.filter((name) => name !== undefined && wayToRead(name) === 'plainly')).toEqual(
      [],
    )
  })

  test.for(['length', 'at', 'toFixed', 'toString', 'constructor', '__proto__', '0', '12'])(
    '%s',
    (name) => {
      expect(wayToRead(name)).not.toBe('plainly')
    },
  )
})

test('fields of Kubernetes are read plainly', () => {
  for (const name of ['name', 'metadata', 'spec', 'containers', 'image', 'labels', 'kind']) {
    expect(wayToRead(name)).toBe('plainly')
  }
})
