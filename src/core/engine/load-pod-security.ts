import { apiVersionOf, kindOf, nameOf } from '../kubernetes/object.ts'
import {
  type PodSecurityConfiguration,
  readConfiguration,
} from '../pod-security-admission/configuration.ts'
import { problemAt } from '../policy/problem-at.ts'
import type { SourceDocument } from '../source/document.ts'
import type { Problem } from '../source/problem.ts'

/** The configuration that puts the labels of namespaces into force, and where it stands. */
export interface LoadedPodSecurity {
  readonly configuration: PodSecurityConfiguration
  readonly document: SourceDocument
}

/** Whether the document says what Pods are held to where their namespace says nothing. */
export function isPodSecurityConfiguration({ value }: SourceDocument): boolean {
  return (
    kindOf(value) === 'PodSecurityConfiguration' &&
    apiVersionOf(value).startsWith('pod-security.admission.config.k8s.io/')
  )
}

/** The one configuration among the documents, undefined where there is none that can be read; a second one is a problem. */
export function loadPodSecurity(documents: readonly SourceDocument[]): {
  readonly podSecurity: LoadedPodSecurity | undefined
  readonly problems: readonly Problem[]
} {
  const problems: Problem[] = []
  let podSecurity: LoadedPodSecurity | undefined
  for (const document of documents.filter(isPodSecurityConfiguration)) {
    const read = readConfiguration(document)
    if (read.kind === 'problems') problems.push(...read.problems)
    else if (podSecurity !== undefined) problems.push(second(document, podSecurity.document))
    else podSecurity = { configuration: read.configuration, document }
  }
  return { podSecurity, problems }
}

function second(document: SourceDocument, first: SourceDocument): Problem {
  const line = first.locate(['kind'])?.start.line
  const where = line === undefined ? first.source : `${first.source}:${line}`
  const name = nameOf(document.value)
  return problemAt(document, ['kind'], {
    code: 'duplicate-name',
    message: `a PodSecurityConfiguration stands already in ${where}: only one can say what namespaces without labels ask for`,
    ...(name === '' ? {} : { found: name }),
    remedy: 'keep one of the two',
  })
}
