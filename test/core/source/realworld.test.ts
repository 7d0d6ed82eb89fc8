import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decodeUtf8 } from '#src/core/source/read-text.ts'
import { readYaml } from '#src/core/source/read-yaml.ts'
import { corporaFolder, hasCorpora, whereCorporaAre } from '../../conformance/corpora.ts'

/** Every manifest of the corpus: what is read of it, and what is wrong. */
function manifests() {
  const folder = `${corporaFolder}/realworld`
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
  return names.map((name) => {
    const decoded = decodeUtf8(readFileSync(`${folder}/${name}`))
    const text = decoded.kind === 'text' ? decoded.text : ''
    return { name, text, ...readYaml({ name, text }) }
  })
}

test.skipIf(!hasCorpora)(`every real manifest is read (${whereCorporaAre})`, () => {
  const read = manifests()
  // Three of them give their selector twice; go-yaml says the same when it reads strictly.
  const twice = { code: 'duplicate-key', path: 'spec.selector', line: 12 }
  expect(read.flatMap(({ problems }) => problems)).toMatchObject([twice, twice, twice])
  expect(read.filter(({ documents }) => documents.length !== 1)).toEqual([])
  expect(read).toHaveLength(412)
})

test.skipIf(!hasCorpora)(`every kind stands where it is written (${whereCorporaAre})`, () => {
  for (const { text, documents } of manifests()) {
    const start = documents[0]?.locateKey(['kind'])?.start
    expect(text.slice(start?.offset).replaceAll('"', '')).toMatch(/^kind\s*:/)
  }
})
