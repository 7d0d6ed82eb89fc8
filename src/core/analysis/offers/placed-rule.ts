import type { CompiledPolicy } from '../../policy/compile-policy.ts'
import type { MatchResources, ResourceRule } from '../../policy/model.ts'
import type { SourceDocument } from '../../source/document.ts'
import type { Path } from '../../source/path.ts'

/** Match constraints, and where they stand. */
export interface PlacedMatch {
  readonly match: MatchResources
  readonly document: SourceDocument
  readonly path: Path
  readonly owner: 'policy' | 'binding'
}

export interface PlacedRule {
  readonly rule: ResourceRule
  readonly document: SourceDocument
  readonly path: Path
  readonly owner: 'policy' | 'binding'
}

/** The match constraints of a policy and of its bindings. */
export function matchesOf({ policy, bindings }: CompiledPolicy): readonly PlacedMatch[] {
  const { document } = policy.place
  return [
    { match: policy.match, document, path: ['spec', 'matchConstraints'], owner: 'policy' },
    ...bindings.flatMap(({ match, place }): PlacedMatch[] =>
      match === undefined
        ? []
        : [{ match, document: place.document, path: ['spec', 'matchResources'], owner: 'binding' }],
    ),
  ]
}

/** The rules that say what is wanted. */
export function wantedRules(placed: PlacedMatch): readonly PlacedRule[] {
  return rulesAt(placed, 'resourceRules')
}

/** Those and the rules that say what is not. */
export function allRules(placed: PlacedMatch): readonly PlacedRule[] {
  return [...wantedRules(placed), ...rulesAt(placed, 'excludeResourceRules')]
}

function rulesAt(
  { match, document, path, owner }: PlacedMatch,
  field: 'resourceRules' | 'excludeResourceRules',
): readonly PlacedRule[] {
  return (match[field] ?? []).map((rule, index) => ({
    rule,
    document,
    path: [...path, field, index],
    owner,
  }))
}
