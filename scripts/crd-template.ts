import { customResourceDefinition } from '../src/core/policy/definitions/custom-resource-definition.ts'
import { type OwnKind, ownKinds } from '../src/core/policy/definitions/own-kinds.ts'
import { printYaml } from '../src/core/source/print-yaml.ts'

/** A template of the chart. */
export interface Template {
  /** Below `charts/sallyport/templates/crds/`. */
  readonly name: string
  readonly text: string
}

/** The CustomResourceDefinitions as templates of the chart, which decides whether they are installed, and stay. */
export function crdTemplates(): readonly Template[] {
  return ownKinds.map((ownKind) => ({ name: `${fileName(ownKind)}.yaml`, text: text(ownKind) }))
}

function fileName({ kind }: OwnKind): string {
  return kind.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()
}

function text(ownKind: OwnKind): string {
  const { apiVersion, kind, metadata, spec } = customResourceDefinition(ownKind)
  const printed = [printYaml({ apiVersion, kind, metadata }), metadataTail, printYaml({ spec })]
  if (printed.some((part) => part !== metadataTail && part.includes('{{'))) {
    throw new Error(`the definition of ${ownKind.kind} holds {{, which Helm would read`)
  }
  return [head, ...printed, foot].join('')
}

const head = `{{- /* Written by "npm run crds" from the shapes in src/core/policy; not to be edited. */}}
{{- if .Values.crds.install }}
`

const metadataTail = `  labels:
    {{- include "sallyport.labels" . | nindent 4 }}
  {{- if .Values.crds.keep }}
  annotations:
    helm.sh/resource-policy: keep
  {{- end }}
`

const foot = `{{- end }}
`
