import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { rights } from '#src/cluster/preflight/rights.ts'
import { isArray, type JsonValue, readYaml, valueAt } from '#src/core/index.ts'

/** The rules of a template; of what values choose, the first way. */
function rulesOf(file: string): readonly JsonValue[] {
  const text = readFileSync(`charts/sallyport/templates/${file}.yaml`, 'utf8')
  const plain = text
    .slice(text.indexOf('\nrules:'))
    .split('\n')
    .filter((line) => !line.trim().startsWith('{{'))
    .join('\n')
    .replace(/\{\{ if [^}]*\}\}(\[[^\]]*\])\{\{ else \}\}.*/g, '$1')
    .replace(/\{\{[^}]*\}\}/g, 'named')
  const rules = valueAt(readYaml({ name: file, text: plain }).documents[0]?.value ?? null, [
    'rules',
  ])
  return isArray(rules) ? rules : []
}

function granted(file: string): readonly string[] {
  return rulesOf(file).flatMap((rule) => {
    const texts = (field: string) => {
      const items = valueAt(rule, [field])
      return isArray(items) ? items.map(String) : []
    }
    const isNamed = texts('resourceNames').length > 0
    return texts('apiGroups').flatMap((group) =>
      texts('resources').flatMap((resource) =>
        texts('verbs').map((verb) => printed(verb, `${group}/${resource}`, isNamed)),
      ),
    )
  })
}

function printed(verb: string, resource: string, isNamed: boolean): string {
  return `${verb} ${resource}${isNamed ? ' by name' : ''}`
}

test.for([
  { files: ['clusterrole', 'clusterrole-webhooks'], where: 'cluster' },
  { files: ['role'], where: 'own-namespace' },
])('$files: they grant what preflight asks for, and nothing else', ({ files, where }) => {
  const asked = rights
    .filter((right) => right.where === where)
    .map(({ group, resource, subresource, verb, only, name }) => {
      const whole = subresource === undefined ? resource : `${resource}/${subresource}`
      return printed(verb, `${group}/${whole}`, (only ?? name) !== undefined)
    })
  expect(asked.toSorted()).toEqual(files.flatMap(granted).toSorted())
})
