import { dns1123LabelFaults } from '../kubernetes/name-formats.ts'
import type { SourceDocument } from '../source/document.ts'
import { nearestName } from '../source/nearest-name.ts'
import type { Path } from '../source/path.ts'
import type { Problem } from '../source/problem.ts'
import { exemptibleKinds } from './exemptible-kinds.ts'
import {
  type ExemptedPolicies,
  type Exemption,
  type ExemptionDocument,
  exemptionFrom,
} from './exemption.ts'
import { endOf } from './expiry.ts'
import { meansEverything } from './means-everything.ts'
import { problemAt } from './problem-at.ts'
import { shapeProblems } from './shape.ts'
import { exemptionShape } from './shapes/exemption.ts'
import { unknownControl } from './unknown-control.ts'

type Rule = (exemption: Exemption, document: SourceDocument) => readonly Problem[]

const rules: readonly Rule[] = [endProblems, scopeProblems, policyProblems, objectProblems]

/** What a well-shaped PolicyExemption may still have wrong. */
export function exemptionProblems(document: SourceDocument): readonly Problem[] {
  if (shapeProblems(document, [], document.value, exemptionShape).length > 0) return []
  const exemption = exemptionFrom(document, document.value as unknown as ExemptionDocument)
  return rules.flatMap((rule) => rule(exemption, document))
}

function endProblems({ expires }: Exemption, document: SourceDocument): readonly Problem[] {
  if (endOf(expires) !== undefined) return []
  return [
    problemAt(document, ['spec', 'expires'], {
      code: 'invalid-date',
      message: `"${expires}" is no date`,
      found: expires,
      expected: 'a date, or a date-time of RFC 3339',
      remedy: 'write the last day (2026-12-31) or the moment of the end (2026-12-31T18:00:00Z)',
    }),
  ]
}

function scopeProblems(exemption: Exemption, document: SourceDocument): readonly Problem[] {
  const { namespaces, objects, match, matchConditions } = exemption
  const isGiven = namespaces !== undefined || objects !== undefined || matchConditions.length > 0
  if (isGiven || !meansEverything(match)) {
    return [
      ...globProblems(document, ['spec', 'namespaces'], namespaces, 'namespace'),
      ...(exemption.objects ?? []).flatMap(({ names }, index) =>
        globProblems(document, ['spec', 'objects', index, 'names'], names, 'object'),
      ),
    ]
  }
  return [
    problemAt(document, ['spec'], {
      code: 'exemption-for-everything',
      message: 'the exemption does not say for which objects it is',
      expected: 'namespaces, objects, matchResources or matchConditions',
      remedy: 'name the objects; if all of them are meant, say namespaces: ["*"]',
    }),
  ]
}

function policyProblems({ policies }: Exemption, document: SourceDocument): readonly Problem[] {
  return policies.flatMap((item, index) => {
    const path = ['spec', 'policies', index]
    return [
      ...kindProblems(document, path, item),
      ...globProblems(document, [...path, 'name'], [item.name], 'policy'),
      ...globProblems(
        document,
        [...path, 'namespace'],
        item.namespace === undefined ? [] : [item.namespace],
        'namespace',
      ),
      ...(item.validations ?? []).flatMap((name, place) =>
        validationProblems(document, [...path, 'validations', place], name),
      ),
      ...(item.controls ?? []).flatMap((id, place) =>
        unknownControl(document, [...path, 'controls', place], id),
      ),
    ]
  })
}

function kindProblems(
  document: SourceDocument,
  path: Path,
  { kind, namespace }: ExemptedPolicies,
): readonly Problem[] {
  if (kind === undefined) return []
  const instead = insteadOf(kind)
  if (instead !== undefined) return [notExemptible(document, path, { kind, instead })]
  if (!exemptibleKinds.includes(kind)) return [unknownKind(document, path, kind)]
  if (namespace === undefined || kind.startsWith('Namespaced')) return []
  return [
    problemAt(document, [...path, 'namespace'], {
      code: 'never-matches',
      message: `a ${kind} has no namespace`,
      found: namespace,
      remedy: `remove namespace, or name the kind Namespaced${kind}`,
    }),
  ]
}

/** How Kubernetes' own kinds leave objects out; undefined for other kinds. */
function insteadOf(kind: string): string | undefined {
  if (kind === 'PodSecurityConfiguration') {
    return 'name users, namespaces or runtime classes in its exemptions'
  }
  return kind.endsWith('AdmissionPolicy')
    ? `leave the objects out in matchResources of its ${kind}Binding`
    : undefined
}

function notExemptible(
  document: SourceDocument,
  path: Path,
  { kind, instead }: { readonly kind: string; readonly instead: string },
): Problem {
  return problemAt(document, [...path, 'kind'], {
    code: 'not-exemptible',
    message: `a ${kind} is carried out as in the API server, which knows no PolicyExemption`,
    found: kind,
    expected: exemptibleKinds.join(', '),
    remedy: instead,
  })
}

function unknownKind(document: SourceDocument, path: Path, kind: string): Problem {
  const near = nearestName(kind, exemptibleKinds)
  const expected = exemptibleKinds.map((item) => `"${item}"`).join(', ')
  return problemAt(document, [...path, 'kind'], {
    code: 'unsupported-value',
    message: `Unsupported value: "${kind}": supported values: ${expected}`,
    found: kind,
    expected,
    remedy: near === undefined ? `use one of ${expected}` : `did you mean "${near}"?`,
  })
}

function validationProblems(
  document: SourceDocument,
  path: Path,
  name: string,
): readonly Problem[] {
  const faults = dns1123LabelFaults(name)
  if (faults.length === 0) return []
  return [
    problemAt(document, path, {
      code: 'never-matches',
      message: `no validation has such a name: ${faults.join('; ')}`,
      found: name,
      remedy: 'write the name of a validation as it stands in the policy; it is no glob',
    }),
  ]
}

function objectProblems({ objects = [] }: Exemption, document: SourceDocument): readonly Problem[] {
  return objects.flatMap(({ kinds = [] }, index) =>
    kinds.flatMap((kind, place) => {
      if (/^[A-Z][A-Za-z0-9]*(\.[a-z0-9][a-z0-9.-]*)?$/.test(kind)) return []
      return [
        problemAt(document, ['spec', 'objects', index, 'kinds', place], {
          code: 'never-matches',
          message: `no kind is named "${kind}"`,
          found: kind,
          remedy: 'write the kind as in objects, with or without its group: Deployment.apps',
        }),
      ]
    }),
  )
}

/** What names may hold, with * and ?: those of objects may be anything that is a step of a path. */
const forms = {
  policy: { pattern: /^[a-z0-9.*?-]+$/, rule: 'small letters, digits, "-" and "."' },
  namespace: { pattern: /^[a-z0-9*?-]+$/, rule: 'small letters, digits and "-"' },
  object: { pattern: /^[^\s/%[\]{}\\]+$/, rule: 'no spaces, brackets, "/", "%" and "\\"' },
} as const

function globProblems(
  document: SourceDocument,
  path: Path,
  globs: readonly string[] | undefined,
  of: keyof typeof forms,
): readonly Problem[] {
  const isList = path.at(-1) !== 'name' && path.at(-1) !== 'namespace'
  return (globs ?? []).flatMap((glob, index) => {
    if (forms[of].pattern.test(glob)) return []
    return [
      problemAt(document, isList ? [...path, index] : path, {
        code: 'never-matches',
        message: `no ${of} has such a name`,
        found: glob,
        expected: `${forms[of].rule}; * for any text and ? for one character`,
        remedy: 'write the name, or a glob of it',
      }),
    ]
  })
}
