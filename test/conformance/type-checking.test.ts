import { describe, expect, test } from 'vitest'
import { declaredResource } from '#src/core/cel/schema/custom-type.ts'
import { plainSchema } from '#src/core/cel/schema/schema-readings.ts'
import { readSchema } from '#src/core/kubernetes/custom/read-schema.ts'
import { policyFrom } from '#src/core/policy/from-document.ts'
import type { PolicyDocument } from '#src/core/policy/policy-document.ts'
import type { DeclaredKinds } from '#src/core/policy/type-checking/declared-kinds.ts'
import {
  type ExpressionWarning,
  typeCheckingWarnings,
} from '#src/core/policy/type-checking/type-checking-warnings.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { readYaml } from '#src/core/source/read-yaml.ts'
import { hasCorpora, readRows, whereCorporaAre } from './corpora.ts'

interface Row {
  readonly id: string
  readonly policy: Partial<PolicyDocument>
  /** The schema of every kind; without it no kind is known. */
  readonly openAPISchema?: JsonObject | null
  readonly expect: { readonly expressionWarnings?: readonly ExpressionWarning[] | null }
}

describe.skipIf(!hasCorpora)(`warnings of type checking (${whereCorporaAre})`, () => {
  const rows = hasCorpora ? (readRows('k8s-typecheck.jsonl') as readonly Row[]) : []

  test.for(rows)('$id', ({ policy, openAPISchema, expect: expected }) => {
    const warnings = typeCheckingWarnings(policyOf(policy), kindsOfSchema(openAPISchema), '1.36')
    expect(warnings).toEqual(expected.expressionWarnings ?? [])
  })

  test('some of them have warnings', () => {
    const counts = rows.map(({ expect: { expressionWarnings } }) => expressionWarnings?.length)
    expect(counts.filter((count) => count !== undefined && count > 0).length).toBeGreaterThan(0)
  })
})

/** Read past what an API server would ask of it: the rows leave out what type checking does not look at. */
function policyOf(policy: Row['policy']) {
  const value = { ...policy, metadata: { name: 'policy' }, spec: policy.spec ?? {} }
  const [document] = readYaml({ name: 'row.json', text: JSON.stringify(value) }).documents
  if (document === undefined) throw new Error('the row has no policy')
  return policyFrom(document, 'ValidatingAdmissionPolicy', value)
}

/** `deployments` → `Deployment`: as far as the rows' kinds go. */
function kindsOfSchema(openAPISchema: JsonObject | null | undefined): DeclaredKinds {
  const schema = openAPISchema && readSchema(openAPISchema, undefined).schema
  return {
    kindsOf: ({ resource, ...groupVersion }) => [{ ...groupVersion, kind: singular(resource) }],
    declare: () => (schema ? { type: declaredResource(schema, plainSchema) } : undefined),
  }
}

function singular(resource: string): string {
  return `${resource.charAt(0).toUpperCase()}${resource.slice(1).replace(/s$/, '')}`
}
