import type { FieldError } from '../kubernetes/custom/field-error.ts'
import type { DecodeProblem } from '../kubernetes/decode/decode-problem.ts'
import { decodeStruct } from '../kubernetes/decode/decode-struct.ts'
import { apiVersionOf, kindOf } from '../kubernetes/object.ts'
import { parseLevel, parseVersion } from '../pod-security/level-version.ts'
import { problemAt } from '../policy/problem-at.ts'
import { describedValue } from '../source/described-value.ts'
import type { SourceDocument } from '../source/document.ts'
import { quoteForGo } from '../source/go-quote.ts'
import { printJson } from '../source/json.ts'
import { isObject, type JsonObject } from '../source/json-value.ts'
import type { Problem } from '../source/problem.ts'
import { type ConfigurationDocument, configurationDocument } from './configuration-document.ts'
import { configurationErrors } from './configuration-errors.ts'
import { configurationType, configurationVersions } from './configuration-type.ts'
import type { Exemptions } from './exemptions.ts'
import { type NamespacePolicy, perMode } from './namespace-policy.ts'
import { typeMetaFault } from './type-meta.ts'

/** What Pods are held to where their namespace says nothing, and whom that does not concern. */
export interface PodSecurityConfiguration {
  readonly defaults: NamespacePolicy
  readonly exemptions: Exemptions
}

type ReadConfiguration =
  | { readonly kind: 'configuration'; readonly configuration: PodSecurityConfiguration }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }

/** What holds where there is no configuration: nothing is asked, nobody is exempt. */
export const defaultConfiguration: PodSecurityConfiguration = configurationFrom(
  configurationDocument({}),
)

/**
 * Reads a `PodSecurityConfiguration`, as strictly as Kubernetes: everything that is wrong is a problem in its words, with
 * the path. https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/pod-security-admission/admission/api/load/load.go
 */
export function readConfiguration(document: SourceDocument): ReadConfiguration {
  const { value } = document
  if (value !== null && !isObject(value)) return problems([notAnObject(document)])
  const object = value ?? {}
  const unidentified = kindProblem(document, object)
  if (unidentified !== undefined) return problems([unidentified])
  const version = configurationVersions.find((name) => apiVersionOf(object) === `${group}/${name}`)
  if (version === undefined || kindOf(object) !== 'PodSecurityConfiguration') {
    return problems([unknownKind(document, object)])
  }
  const decoded = decodeStruct(object, configurationType(version))
  if (decoded.problems.length > 0) {
    return problems(decoded.problems.map((problem) => undecodable(document, problem)))
  }
  const read = configurationDocument(decoded.object)
  const errors = configurationErrors(read)
  return errors.length > 0
    ? problems(errors.map((error) => refusedValue(document, error)))
    : { kind: 'configuration', configuration: configurationFrom(read) }
}

const group = 'pod-security.admission.config.k8s.io'

function problems(found: readonly Problem[]): ReadConfiguration {
  return { kind: 'problems', problems: found }
}

function configurationFrom({ defaults, exemptions }: ConfigurationDocument) {
  return {
    defaults: perMode((mode) => ({
      level: parseLevel(defaults[mode].level).level,
      version: parseVersion(defaults[mode].version).version,
    })),
    exemptions: {
      usernames: new Set(exemptions.usernames),
      namespaces: new Set(exemptions.namespaces),
      runtimeClasses: new Set(exemptions.runtimeClasses),
    },
  }
}

function notAnObject(document: SourceDocument): Problem {
  const found = describedValue(document.value)
  return problemAt(document, [], {
    code: 'wrong-type',
    message: `expected a mapping, found ${found}`,
    found,
    expected: 'a mapping',
    remedy: 'write apiVersion, kind, defaults and exemptions',
  })
}

/** What keeps Kubernetes from seeing which kind of document it is. */
function kindProblem(document: SourceDocument, object: JsonObject): Problem | undefined {
  const fault = typeMetaFault(object)
  if (fault !== undefined) {
    const { field, text } = fault
    return problemAt(document, [field], { code: 'wrong-type', message: text, remedy: identity })
  }
  if (kindOf(object) === '') return missing(document, 'Kind')
  return apiVersionOf(object) === '' ? missing(document, 'apiVersion') : undefined
}

const identity = `write apiVersion: ${group}/v1 and kind: PodSecurityConfiguration`

function missing(document: SourceDocument, name: 'Kind' | 'apiVersion'): Problem {
  return problemAt(document, [], {
    code: 'required-field',
    message: `Object '${name}' is missing in '${printJson(document.value)}'`,
    remedy: identity,
  })
}

function unknownKind(document: SourceDocument, object: JsonObject): Problem {
  const kind = quoteForGo(kindOf(object))
  const version = quoteForGo(apiVersionOf(object))
  return problemAt(document, ['kind'], {
    code: 'unknown-kind',
    message: `no kind ${kind} is registered for version ${version}`,
    expected: configurationVersions.map((name) => `${group}/${name}`).join(', '),
    remedy: identity,
  })
}

function undecodable(
  document: SourceDocument,
  { kind, path, text, expected, found, nearest }: DecodeProblem,
): Problem {
  const isUnknown = kind === 'unknown-field'
  const remedy = nearest === undefined ? 'remove it' : `did you mean "${nearest}"?`
  return problemAt(
    document,
    path,
    {
      code: isUnknown ? 'unknown-field' : 'wrong-type',
      message: text,
      found,
      expected,
      remedy: isUnknown ? remedy : `give it ${expected}`,
    },
    isUnknown ? 'key' : 'value',
  )
}

function refusedValue(document: SourceDocument, { reason, path, message }: FieldError): Problem {
  const isDuplicate = reason === 'FieldValueDuplicate'
  return problemAt(document, path, {
    code: isDuplicate ? 'duplicate-value' : 'invalid-value',
    message,
    remedy: isDuplicate ? 'remove one of the two' : 'correct the value',
  })
}
