import { fieldOf, isArray, type JsonObject, type JsonValue } from '../source/json-value.ts'
import { type Mode, perMode } from './namespace-policy.ts'

/** A decoded configuration with its defaults: texts that nobody has looked at. */
export interface ConfigurationDocument {
  readonly defaults: Readonly<Record<Mode, { readonly level: string; readonly version: string }>>
  readonly exemptions: {
    readonly usernames: readonly string[]
    readonly namespaces: readonly string[]
    readonly runtimeClasses: readonly string[]
  }
}

/**
 * The texts of a decoded configuration; where one is absent or empty, `privileged` and `latest` stand.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/pod-security-admission/admission/api/v1/defaults.go
 */
export function configurationDocument(object: JsonObject): ConfigurationDocument {
  const defaults = fieldOf(object, 'defaults')
  const exemptions = fieldOf(object, 'exemptions')
  return {
    defaults: perMode((mode) => ({
      level: textIn(defaults, mode, 'privileged'),
      version: textIn(defaults, `${mode}-version`, 'latest'),
    })),
    exemptions: {
      usernames: textsIn(exemptions, 'usernames'),
      namespaces: textsIn(exemptions, 'namespaces'),
      runtimeClasses: textsIn(exemptions, 'runtimeClasses'),
    },
  }
}

function textIn(holder: JsonValue | undefined, field: string, standard: string): string {
  const value = fieldOf(holder, field)
  return typeof value === 'string' && value !== '' ? value : standard
}

function textsIn(holder: JsonValue | undefined, field: string): readonly string[] {
  const value = fieldOf(holder, field)
  return isArray(value) ? value.map(String) : []
}
