import {
  type LevelVersion,
  parseLevel,
  parseVersion,
} from '#src/core/pod-security/level-version.ts'
import {
  type PodSecurityConfiguration,
  readConfiguration,
} from '#src/core/pod-security-admission/configuration.ts'
import { type NamespacePolicy, perMode } from '#src/core/pod-security-admission/namespace-policy.ts'
import type { SourceDocument } from '#src/core/source/document.ts'
import { printProblem } from '#src/core/source/print-problem.ts'
import { readYaml } from '#src/core/source/read-yaml.ts'

/** The first document of a text. */
export function documentOf(text: string): SourceDocument {
  const [document] = readYaml({ name: 'pod-security.yaml', text }).documents
  if (document === undefined) throw new Error(`no document: ${text}`)
  return document
}

/** A configuration that has nothing wrong. */
export function configurationOf(text: string): PodSecurityConfiguration {
  const read = readConfiguration(documentOf(text))
  if (read.kind === 'problems') throw new Error(read.problems.map(printProblem).join('\n'))
  return read.configuration
}

/** `ENFORCE AUDIT WARN`, each as level and version: `baseline:v1.30`. */
export function policyOf(text: string): NamespacePolicy {
  const [enforce = '', audit = '', warn = ''] = text.split(' ')
  return perMode((mode) => standardOf({ enforce, audit, warn }[mode]))
}

/** A level and a version: `baseline:v1.30`. */
export function standardOf(text: string): LevelVersion {
  const [level = '', version = ''] = text.split(':')
  return { level: parseLevel(level).level, version: parseVersion(version).version }
}
