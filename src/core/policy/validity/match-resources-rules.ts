import { notSupported, required } from '../../kubernetes/custom/field-error.ts'
import { printField, stepsOf } from '../../kubernetes/custom/field-path.ts'
import type { SourceDocument } from '../../source/document.ts'
import type { Problem } from '../../source/problem.ts'
import { labelSelectorProblems } from './label-selector-rules.ts'
import { oneOf } from './one-of.ts'
import { type Rule, refused } from './refused.ts'
import { resourceRuleProblems } from './resource-rules.ts'
import { fieldAt, isWritten, itemsAt, rootOf, type Spot, textAt } from './spot.ts'

/** A policy says what it is about, by resource rules at least. */
export function matchConstraintsRule(document: SourceDocument): readonly Problem[] {
  const constraints = fieldAt(rootOf(document), 'spec', 'matchConstraints')
  if (!isWritten(constraints)) {
    return [
      refused(document, required(constraints.path), { remedy: 'say what the policy is about' }),
    ]
  }
  const rules = fieldAt(constraints, 'resourceRules')
  return [
    ...matchResourcesProblems(constraints),
    ...(itemsAt(rules).length > 0
      ? []
      : [
          refused(document, required(rules.path), {
            remedy: 'name the resources and operations that the policy is about',
          }),
        ]),
  ]
}

/** What a binding narrows its policy to. */
export function matchResourcesRule(document: SourceDocument): readonly Problem[] {
  return matchResourcesProblems(fieldAt(rootOf(document), 'spec', 'matchResources'))
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/admissionregistration/validation/validation.go (validateMatchResources) */
function matchResourcesProblems(match: Spot): readonly Problem[] {
  return [
    ...oneOf(fieldAt(match, 'matchPolicy'), ['Equivalent', 'Exact']),
    ...labelSelectorProblems(fieldAt(match, 'namespaceSelector')),
    ...labelSelectorProblems(fieldAt(match, 'objectSelector')),
    ...itemsAt(fieldAt(match, 'resourceRules')).flatMap(resourceRuleProblems),
    ...itemsAt(fieldAt(match, 'excludeResourceRules')).flatMap(resourceRuleProblems),
  ]
}

/**
 * Nothing of what is deleted can be changed. The API server names the field without the indexes.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/admissionregistration/validation/validation.go (validateMutatingAdmissionPolicySpec)
 */
export function mutatedOperationsRule(field: 'matchConstraints' | 'matchResources'): Rule {
  return (document) => {
    const rules = fieldAt(rootOf(document), 'spec', field, 'resourceRules')
    const name = printField(fieldAt(rules, 'operations').path)
    return itemsAt(rules)
      .flatMap((rule) => itemsAt(fieldAt(rule, 'operations')))
      .filter((operation) => !mutated.includes(textAt(operation)))
      .map((operation) => {
        const place = { steps: stepsOf(operation.path), field: name }
        return refused(document, notSupported(place, textAt(operation), mutated), {
          remedy: 'remove it: only what is created, updated or connected to can be changed',
        })
      })
  }
}

const mutated = ['*', 'CONNECT', 'CREATE', 'UPDATE']
