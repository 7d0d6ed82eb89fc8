import { invalid, required } from '../../kubernetes/custom/field-error.ts'
import { dns1035LabelFaults, dns1123SubdomainFaults } from '../../kubernetes/name-formats.ts'
import type { SourceDocument } from '../../source/document.ts'
import type { Problem } from '../../source/problem.ts'
import { parsedGroupVersion } from './group-version.ts'
import { refused } from './refused.ts'
import { fieldAt, isWritten, rootOf, type Spot, textAt } from './spot.ts'

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/admissionregistration/validation/validation.go (validateParamKind) */
export function paramKindRule(document: SourceDocument): readonly Problem[] {
  const paramKind = fieldAt(rootOf(document), 'spec', 'paramKind')
  if (!isWritten(paramKind)) return []
  return [
    ...apiVersionProblems(fieldAt(paramKind, 'apiVersion')),
    ...kindProblems(fieldAt(paramKind, 'kind')),
  ]
}

const remedy = 'write the apiVersion of the params as their manifests have it'

function apiVersionProblems({ document, path, value }: Spot): readonly Problem[] {
  const written = textAt({ document, path, value })
  if (written === '') return [refused(document, required(path), { remedy })]
  const refuse = (text: string, detail: string) =>
    refused(document, invalid(path, text, detail), { remedy })
  const parsed = parsedGroupVersion(written)
  if (parsed === undefined) return [refuse(written, `unexpected GroupVersion string: ${written}`)]
  const { group, version } = parsed
  const groupFaults = group === '' ? [] : dns1123SubdomainFaults(group)
  const versionFaults = version === '' ? [] : dns1035LabelFaults(version)
  return [
    ...(groupFaults.length === 0 ? [] : [refuse(group, groupFaults.join(','))]),
    ...(version === '' ? [refuse(written, 'version must be specified')] : []),
    ...(versionFaults.length === 0 ? [] : [refuse(version, versionFaults.join(','))]),
  ]
}

function kindProblems({ document, path, value }: Spot): readonly Problem[] {
  const written = textAt({ document, path, value })
  const advice = { remedy: 'write the kind of the params, such as ConfigMap' }
  if (written === '') return [refused(document, required(path), advice)]
  const faults = dns1035LabelFaults(written.toLowerCase())
  if (faults.length === 0) return []
  const detail = `may have mixed case, but should otherwise match: ${faults.join(',')}`
  return [refused(document, invalid(path, written, detail), advice)]
}
