import {
  type Finding,
  type JsonObject,
  type PolicyPlace,
  printPath,
  type Range,
  type SourceDocument,
} from '../core/index.ts'
import { originPath } from './origin-path.ts'
import type { PolicyPosition, TestFinding } from './report.ts'

/** The object as it was written, and as it was judged. */
interface Objects {
  readonly original: JsonObject
  readonly mutated: JsonObject
}

/** The finding with its place in the text that the user wrote. */
export function testFinding(
  finding: Finding,
  document: SourceDocument,
  objects: Objects,
): TestFinding {
  const range = rangeOf(finding, document, objects)
  return {
    policyKind: finding.policyKind,
    policy: finding.policy,
    binding: finding.binding,
    validation: finding.index ?? null,
    validationName: finding.validation ?? null,
    effect: finding.effect,
    cause: finding.cause,
    message: finding.message,
    reason: finding.reason,
    path: printPath(finding.path ?? []),
    line: range?.start.line ?? null,
    column: range?.start.column ?? null,
    excerpt: range === undefined ? null : document.excerpt(range),
    expression: finding.expression ?? null,
    enforceFrom: finding.enforceFrom ?? null,
    policySource: positionOf(finding.policyPlace),
    exemptionNote: finding.exemptionNote ?? null,
    podSecurity: controlReport(finding),
  }
}

function controlReport({ podSecurity }: Finding): TestFinding['podSecurity'] {
  return podSecurity === undefined ? null : { ...podSecurity, found: podSecurity.found ?? null }
}

/** Where the finding's field was written; where it was not, the key of the nearest thing that was. */
function rangeOf(
  { path = [] }: Finding,
  document: SourceDocument,
  { original, mutated }: Objects,
): Range | undefined {
  const origin = originPath(path, original, mutated)
  return origin.length < path.length ? document.locateKey(origin) : document.locate(origin)
}

function positionOf(place: PolicyPlace | undefined): PolicyPosition | null {
  if (place === undefined) return null
  const start = place.range?.start
  return {
    source: place.source,
    path: place.path,
    line: start?.line ?? null,
    column: start?.column ?? null,
  }
}
