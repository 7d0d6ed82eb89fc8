import { describe, expect, test } from 'vitest'
import {
  type JsonObject,
  latestKubernetesVersion,
  loadPolicies,
  printJson,
  readYaml,
} from '#src/core/index.ts'
import { verified } from '#test/support/run-cases.ts'
import { type PolicyFolder, policyFolders, textOf } from './policy-folders.ts'

interface Rule {
  spec: {
    matchConstraints: { resourceRules: { operations: string[]; resources: string[] }[] }
    podTemplates: boolean
    matchConditions?: { name: string; expression: string }[]
    variables?: { name: string; expression: string }[]
    validations?: { expression: string; messageExpression?: string }[]
    mutations?: {
      applyConfiguration?: { expression: string }
      jsonPatch?: { expression: string }
    }[]
  }
}

interface Mutant {
  readonly damage: string
  readonly rule: Rule
}

/** Rules with one thing broken: some case of a policy must notice each. */
function mutantsOf(original: Rule): readonly Mutant[] {
  const { spec } = original
  const damaged = (damage: string, change: (rule: Rule) => void): Mutant => {
    const rule = structuredClone(original)
    change(rule)
    return { damage, rule }
  }
  const each = <T>(
    items: readonly T[] | undefined,
    make: (item: T, index: number) => readonly Mutant[],
  ) => (items ?? []).flatMap(make)
  const operations = spec.matchConstraints.resourceRules[0]?.operations ?? []
  const resources = spec.matchConstraints.resourceRules[0]?.resources ?? []
  return [
    damaged('Pod templates are not judged', (rule) => {
      rule.spec.podTemplates = false
    }),
    ...operations.map((operation) =>
      damaged(`${operation} is not matched`, (rule) => {
        rule.spec.matchConstraints.resourceRules[0]?.operations.splice(
          operations.indexOf(operation),
          1,
          'DELETE',
        )
      }),
    ),
    ...resources.map((resource) =>
      damaged(`${resource} is not matched`, (rule) => {
        rule.spec.matchConstraints.resourceRules[0]?.resources.splice(
          resources.indexOf(resource),
          1,
          'secrets',
        )
      }),
    ),
    ...each(spec.matchConditions, ({ name }, index) =>
      ['true', 'false'].map((constant) =>
        damaged(`the match condition ${name} is always ${constant}`, (rule) => {
          rule.spec.matchConditions?.splice(index, 1, { name, expression: constant })
        }),
      ),
    ),
    ...each(spec.validations, (validation, index) =>
      ['true', 'false', `!(${validation.expression})`].map((expression) =>
        damaged(`validation ${index} is ${expression}`, (rule) => {
          rule.spec.validations?.splice(index, 1, { ...validation, expression })
        }),
      ),
    ),
    ...each(spec.mutations, (mutation, index) => [
      damaged(`mutation ${index} does nothing`, (rule) => {
        const nothing =
          mutation.jsonPatch === undefined
            ? { applyConfiguration: { expression: 'Object{}' } }
            : { jsonPatch: { expression: '[]' } }
        rule.spec.mutations?.splice(index, 1, { ...mutation, ...nothing })
      }),
    ]),
    ...textMutants(original),
  ]
}

/** Parts of expressions that carry a meaning of their own, and what is left when they are damaged. */
const damages: readonly (readonly [part: string, damaged: string])[] = [
  ['object.?spec.?containers.orValue([])', '[]'],
  ['object.?spec.?initContainers.orValue([])', '[]'],
  ['object.?spec.?ephemeralContainers.orValue([])', '[]'],
  ['isGreaterThan', 'isLessThan'],
  ['.orValue(true)', '.orValue(false)'],
  ['.orValue(false)', '.orValue(true)'],
  [' || ', ' && '],
  [' && ', ' || '],
  [' == ', ' != '],
  [' != ', ' == '],
  ['hasValue()', 'hasValue() == false'],
  ["['',", "['x',"],
  ['startsWith(', 'contains('],
]

function textMutants(original: Rule): readonly Mutant[] {
  const text = JSON.stringify(original)
  return damages.flatMap(([part, damaged]) => {
    const [found, replacement] = [part, damaged].map((side) => JSON.stringify(side).slice(1, -1))
    if (found === undefined || replacement === undefined) return []
    const pieces = text.split(found)
    return pieces.slice(1).map((after, index) => ({
      damage: `${part} before ${after.slice(0, 40)} becomes ${damaged}`,
      rule: JSON.parse(
        pieces.slice(0, index + 1).join(found) + replacement + pieces.slice(index + 1).join(found),
      ) as Rule,
    }))
  })
}

function failures(folder: PolicyFolder, rule: Rule): readonly string[] {
  const texts = [{ name: 'mutant', text: printJson(rule as unknown as JsonObject) }]
  const { policies, problems } = loadPolicies(texts, { kubernetesVersion: latestKubernetesVersion })
  if (problems.length > 0) return ['the mutant is no policy']
  return readYaml(textOf(folder, 'cases.yaml'))
    .documents.flatMap((document) => verified(document, policies).results)
    .filter(({ differences }) => differences.length > 0)
    .map(({ row }) => row.name)
}

describe.for(policyFolders)('a damaged $name', (folder) => {
  const rule = readYaml(textOf(folder, 'policy.yaml')).documents[0]?.value as unknown as Rule

  test.for(mutantsOf(rule))('is noticed by a case: $damage', (mutant) => {
    expect(failures(folder, mutant.rule)).not.toEqual([])
  })
})
