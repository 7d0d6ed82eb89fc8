import { jsonEqual } from '../../src/core/source/equal.ts'
import { printJson } from '../../src/core/source/json.ts'
import type { JsonValue } from '../../src/core/source/json-value.ts'
import { listItems } from '../../src/core/source/list-items.ts'
import { printYaml } from '../../src/core/source/print-yaml.ts'
import { decodeUtf8 } from '../../src/core/source/read-text.ts'
import { readYaml } from '../../src/core/source/read-yaml.ts'
import { must, mustLeavePrototypes } from '../oracle.ts'

/** Any bytes are documents or problems with a place; what was read, written as YAML and as JSON, reads the same again. */
export function fuzz(bytes: Uint8Array): void {
  const decoded = decodeUtf8(bytes)
  if (decoded.kind === 'problem') return
  const { text } = decoded
  const { documents, problems } = readYaml({ name: 'fuzz', text })
  const lines = text.split('\n').length
  for (const { line = 1, column = 1, message } of problems) {
    must(line >= 1 && line <= lines && column >= 1 && message !== '', 'a place outside the text')
  }
  for (const document of documents) {
    const range = document.locate(['metadata', 'name'])
    if (range !== undefined)
      must(range.end.offset <= text.length, 'a range outside the text', range)
    mustReadAgain(document.value, printYaml(document.value))
    mustReadAgain(document.value, printJson(document.value))
  }
  mustLeavePrototypes()
}

function mustReadAgain(value: JsonValue, text: string): void {
  if (value === null || listItems(value) !== undefined) return
  const { documents, problems } = readYaml({ name: 'again', text })
  const [first] = documents
  const same = documents.length === 1 && first !== undefined && jsonEqual(first.value, value)
  must(same, 'another value was read again', text, value, first?.value, problems)
}
