import type { SourceDocument } from '../source/document.ts'
import { fieldOf, isArray, type JsonValue, valueAt } from '../source/json-value.ts'
import type { Path } from '../source/path.ts'
import type { Problem } from '../source/problem.ts'
import { podSecurityProblems } from './pod-security-problems.ts'
import { problemAt } from './problem-at.ts'

type Rule = (document: SourceDocument) => readonly Problem[]

/** What a well-shaped document may still have wrong: the API server's validation, and of our own fields, a rule each. */
const rules: readonly Rule[] = [
  variableNames,
  uniqueNames('variables'),
  uniqueNames('matchConditions'),
  actionsAreUnique,
  denyAndWarnExclude,
  mutationHasItsExpression,
  saysSomething,
  paramRefNamesOneWay,
  selectorValues,
  podSecurityProblems,
]

/** https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/admissionregistration/validation/validation.go */
export function semanticProblems(document: SourceDocument): readonly Problem[] {
  return rules.flatMap((rule) => rule(document))
}

function listAt(document: SourceDocument, path: Path): readonly JsonValue[] {
  const value = valueAt(document.value, path)
  return isArray(value) ? value : []
}

const identifier = /^[_a-zA-Z][_a-zA-Z0-9]*$/

function variableNames(document: SourceDocument): readonly Problem[] {
  return listAt(document, ['spec', 'variables']).flatMap((variable, index) => {
    const name = String(fieldOf(variable, 'name'))
    if (identifier.test(name)) return []
    return [
      problemAt(document, ['spec', 'variables', index, 'name'], {
        code: 'invalid-name',
        message: 'name is not a valid CEL identifier',
        found: name,
        expected: 'letters, digits and _, not starting with a digit',
        remedy: 'rename the variable and the places that read it',
      }),
    ]
  })
}

function uniqueNames(field: string): Rule {
  return (document) => {
    const names = listAt(document, ['spec', field]).map((item) => fieldOf(item, 'name'))
    return names.flatMap((name, index) =>
      names.indexOf(name) === index
        ? []
        : [duplicate(document, ['spec', field, index, 'name'], String(name))],
    )
  }
}

function actionsAreUnique(document: SourceDocument): readonly Problem[] {
  const actions = listAt(document, ['spec', 'validationActions'])
  return actions.flatMap((action, index) =>
    actions.indexOf(action) === index
      ? []
      : [duplicate(document, ['spec', 'validationActions', index], String(action))],
  )
}

function duplicate(document: SourceDocument, path: Path, found: string): Problem {
  return problemAt(document, path, {
    code: 'duplicate-value',
    message: `Duplicate value: "${found}"`,
    found,
    remedy: 'remove one of the two',
  })
}

function denyAndWarnExclude(document: SourceDocument): readonly Problem[] {
  const actions = listAt(document, ['spec', 'validationActions'])
  if (!actions.includes('Deny') || !actions.includes('Warn')) return []
  return [
    problemAt(document, ['spec', 'validationActions'], {
      code: 'deny-and-warn',
      message:
        'must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)',
      remedy: 'keep Deny to refuse, or Warn to let pass with a warning',
    }),
  ]
}

function mutationHasItsExpression(document: SourceDocument): readonly Problem[] {
  return listAt(document, ['spec', 'mutations']).flatMap((mutation, index) => {
    const type = fieldOf(mutation, 'patchType')
    const [own, other] =
      type === 'JSONPatch'
        ? ['jsonPatch', 'applyConfiguration']
        : ['applyConfiguration', 'jsonPatch']
    const path = ['spec', 'mutations', index]
    if ((fieldOf(mutation, own) ?? null) === null) {
      return [
        problemAt(document, path, {
          code: 'required-field',
          message: `${own} is required when patchType is ${String(type)}`,
          remedy: `add ${own}.expression, or change patchType`,
        }),
      ]
    }
    if ((fieldOf(mutation, other) ?? null) === null) return []
    return [
      problemAt(document, [...path, other], {
        code: 'forbidden-field',
        message: `${other} must not be set when patchType is ${String(type)}`,
        remedy: `remove ${other}, or change patchType`,
      }),
    ]
  })
}

function saysSomething(document: SourceDocument): readonly Problem[] {
  const kind = fieldOf(document.value, 'kind')
  if (kind !== 'ValidatingAdmissionPolicy' && kind !== 'ValidatingRule') return []
  const said = ['validations', 'auditAnnotations'].flatMap((field) =>
    listAt(document, ['spec', field]),
  )
  const isRule = kind === 'ValidatingRule'
  const hasLevel = isRule && (valueAt(document.value, ['spec', 'podSecurity']) ?? null) !== null
  if (said.length > 0 || hasLevel) return []
  return [
    problemAt(document, ['spec'], {
      code: 'required-field',
      message: 'validations or auditAnnotations must contain at least one item',
      remedy: isRule ? 'add a validation, or podSecurity' : 'add a validation',
    }),
  ]
}

function paramRefNamesOneWay(document: SourceDocument): readonly Problem[] {
  const path = ['spec', 'paramRef']
  const reference = valueAt(document.value, path) ?? null
  if (reference === null) return []
  const hasName = (fieldOf(reference, 'name') ?? '') !== ''
  const hasSelector = (fieldOf(reference, 'selector') ?? null) !== null
  if (hasName !== hasSelector) return []
  return [
    problemAt(document, path, {
      code: hasName ? 'forbidden-field' : 'required-field',
      message: hasName
        ? 'name and selector are mutually exclusive'
        : 'one of name or selector must be specified',
      remedy: 'name the object, or select objects by their labels',
    }),
  ]
}

const selectors: readonly Path[] = [
  ['spec', 'matchConstraints', 'namespaceSelector'],
  ['spec', 'matchConstraints', 'objectSelector'],
  ['spec', 'matchResources', 'namespaceSelector'],
  ['spec', 'matchResources', 'objectSelector'],
  ['spec', 'paramRef', 'selector'],
]

function selectorValues(document: SourceDocument): readonly Problem[] {
  return selectors.flatMap((selector) =>
    listAt(document, [...selector, 'matchExpressions']).flatMap((requirement, index) =>
      requirementProblems(document, requirement, [
        ...selector,
        'matchExpressions',
        index,
        'values',
      ]),
    ),
  )
}

function requirementProblems(
  document: SourceDocument,
  requirement: JsonValue,
  path: Path,
): readonly Problem[] {
  const operator = fieldOf(requirement, 'operator')
  const hasValues = listAt(document, path).length > 0
  const needsValues = operator === 'In' || operator === 'NotIn'
  if (needsValues === hasValues) return []
  const text = needsValues
    ? {
        code: 'required-field',
        message: "must be specified when `operator` is 'In' or 'NotIn'",
        remedy: 'list the values',
      }
    : {
        code: 'forbidden-field',
        message: "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
        remedy: 'remove values',
      }
  return [problemAt(document, path, text)]
}
