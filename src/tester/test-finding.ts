import {
  type Finding,
  type PolicyPlace,
  printPath,
  printPointer,
  type Range,
  type SourceDocument,
} from '../core/index.ts'
import type { ObjectView } from './object-view.ts'
import type { PolicyPosition, TestFinding } from './report.ts'

/** The finding with its place in the text that the user wrote. */
export function testFinding(
  finding: Finding,
  document: SourceDocument,
  view: ObjectView,
): TestFinding {
  const range = rangeOf(finding, document, view)
  return {
    createdKind: view.createdKind,
    policyKind: finding.policyKind,
    policy: finding.policy,
    binding: finding.binding,
    validation: finding.index ?? null,
    validationName: finding.validation ?? null,
    effect: finding.effect,
    cause: finding.cause,
    message: finding.message,
    reason: finding.reason,
    path: printPath(view.place(finding.path ?? [])),
    line: range?.start.line ?? null,
    column: range?.start.column ?? null,
    endLine: range?.end.line ?? null,
    endColumn: range?.end.column ?? null,
    excerpt: range === undefined ? null : document.excerpt(range),
    expression: finding.expression ?? null,
    parts: finding.parts ?? [],
    enforceFrom: finding.enforceFrom ?? null,
    policySource: positionOf(finding.policyPlace),
    exemptionNote: finding.exemptionNote ?? null,
    podSecurity: controlReport(finding, view),
  }
}

function controlReport({ podSecurity }: Finding, view: ObjectView): TestFinding['podSecurity'] {
  if (podSecurity === undefined) return null
  const prefix = printPointer(view.place([]))
  return {
    ...podSecurity,
    found: podSecurity.found ?? null,
    suggestion: podSecurity.suggestion.map((operation) => ({
      ...operation,
      path: prefix + operation.path,
    })),
  }
}

/** Where the finding's field was written; where it was not, the key of the nearest thing that was. */
function rangeOf(
  { path = [] }: Finding,
  document: SourceDocument,
  view: ObjectView,
): Range | undefined {
  const origin = view.origin(path)
  return origin.isWhole ? document.locate(origin.path) : document.locateKey(origin.path)
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
