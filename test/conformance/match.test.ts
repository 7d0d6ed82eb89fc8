import { describe, expect, test } from 'vitest'
import type { Operation, Request } from '#src/core/admission/request.ts'
import { builtInKindsOnly } from '#src/core/kubernetes/kinds.ts'
import { matchResources } from '#src/core/matching/match-resources.ts'
import { subjectOf } from '#src/core/matching/subject.ts'
import type { MatchResources } from '#src/core/policy/model.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { hasCorpora, readRows, whereCorporaAre } from './corpora.ts'

interface Names {
  readonly Group: string
  readonly Version: string
}

interface Row {
  readonly id: string
  readonly criteria: MatchResources
  readonly error: string | null
  readonly kind: Names & { readonly Kind: string }
  readonly resource: Names & { readonly Resource: string }
  readonly matchKind: Names & { readonly Kind: string }
  readonly matchResource: Names & { readonly Resource: string }
  readonly matches: boolean
  readonly namespace: string
  readonly objName: string
  readonly object: JsonObject | null
  readonly oldObject: JsonObject | null
  readonly operation: Operation
  readonly subresource: string
}

/** Excluded: a selector that the API server stores in no policy, so that its text is that of reading the policy. */
const isBadSelector = ({ error }: Row): boolean => error?.includes('a valid label must be') === true

/** The request as a webhook gets it that asked for what the rules mean. */
function requestOf(row: Row): Request {
  const kind = row.matches ? row.matchKind : row.kind
  const resource = row.matches ? row.matchResource : row.resource
  return {
    door: 'validate',
    reviewVersion: 'admission.k8s.io/v1',
    uid: '12345678',
    kind: kindOf(kind),
    resource: resourceOf(resource),
    subResource: row.subresource,
    requestKind: kindOf(row.kind),
    requestResource: resourceOf(row.resource),
    requestSubResource: row.subresource,
    name: row.objName,
    namespace: row.namespace,
    operation: row.operation,
    userInfo: {},
    dryRun: false,
    object: row.object,
    oldObject: row.oldObject,
    options: null,
  }
}

function kindOf({ Group: group, Version: version, Kind: kind }: Row['kind']) {
  return { group, version, kind }
}

function resourceOf({ Group: group, Version: version, Resource: resource }: Row['resource']) {
  return { group, version, resource }
}

/** Rules as the API server stores them: what is left out is empty, and no match policy is none of the equivalent ones. */
function wantedBy({ criteria }: Row): MatchResources {
  const { resourceRules = [], matchPolicy = 'Exact', ...others } = criteria
  const rules = resourceRules.map((rule) => ({
    ...{ apiGroups: [], apiVersions: [], operations: [], resources: [] },
    ...rule,
  }))
  return { ...others, matchPolicy, resourceRules: rules }
}

describe.skipIf(!hasCorpora)(`what rules and selectors match, ${whereCorporaAre}`, () => {
  const all = hasCorpora ? (readRows('k8s-match.jsonl') as readonly Row[]) : []
  const rows = all.filter((row) => !isBadSelector(row))

  test('every row but one is judged', () => {
    expect({ judged: rows.length, excluded: all.length - rows.length }).toEqual({
      judged: 11,
      excluded: 1,
    })
  })

  test.for(rows)('$id', (row) => {
    const subject = subjectOf(requestOf(row), {
      namespace: () => ({ kind: 'unknown', message: 'no row asks for it' }),
      access: () => ({ kind: 'unknown', message: 'no row asks for it' }),
      equivalents: builtInKindsOnly.equivalents,
    })
    const { kind } = matchResources(wantedBy(row), subject)
    expect(kind).toBe(row.matches ? 'match' : 'no-match')
  })
})
