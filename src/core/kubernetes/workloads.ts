import { customWorkloads } from './custom-workloads.ts'
import { workloadKinds } from './pod-template.ts'
import { parseTemplatePath, type TemplatePath } from './template-path.ts'

/** A kind whose objects create Pods, and where its objects describe them. */
export interface DeclaredWorkload {
  readonly group: string
  /** In the plural, as in its URL. */
  readonly resource: string
  readonly template: TemplatePath
}

/** The kinds that create Pods. */
export interface Workloads {
  /** Where objects of that resource keep their Pod templates; empty where they have none. */
  readonly templatesOf: (group: string, resource: string) => readonly TemplatePath[]
  /** Their resources, each once. */
  readonly resources: readonly Pick<DeclaredWorkload, 'group' | 'resource'>[]
}

const resourceAndGroup = /^([a-z][a-z0-9-]*)((?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*)$/

/** `rollouts.argoproj.io=spec.template`; undefined for anything else. Without a group the resource is one of the core. */
export function parseWorkload(text: string): DeclaredWorkload | undefined {
  const [name = '', path = '', ...rest] = text.split('=')
  const [, resource, group = ''] = resourceAndGroup.exec(name) ?? []
  const template = parseTemplatePath(path)
  if (resource === undefined || template === undefined || rest.length > 0) return undefined
  return { group: group.slice(1), resource, template }
}

/** Kubernetes' kinds, the custom ones that people run, and these. */
export function workloadsWith(declared: readonly DeclaredWorkload[]): Workloads {
  const templates = new Map<string, readonly TemplatePath[]>()
  const resources: Pick<DeclaredWorkload, 'group' | 'resource'>[] = []
  for (const { group, resource, template } of [...builtIn, ...declared]) {
    const key = `${group}/${resource}`
    const others = templates.get(key) ?? []
    if (others.length === 0) resources.push({ group, resource })
    if (!others.some((other) => isSame(other, template))) templates.set(key, [...others, template])
  }
  const templatesOf = (group: string, resource: string) =>
    templates.get(`${group}/${resource}`) ?? none
  return { templatesOf, resources }
}

const none: readonly never[] = []

function isSame(one: TemplatePath, other: TemplatePath): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

const builtIn: readonly DeclaredWorkload[] = [
  ...workloadKinds.map(({ group, resource, template }) => ({
    group,
    resource,
    template: template.map((field) => ({ field: String(field) })),
  })),
  ...customWorkloads.flatMap(({ group, resource, templates }) =>
    templates.map((text) => ({ group, resource, template: parseTemplatePath(text) ?? none })),
  ),
]

/** Without any that a user declares. */
export const builtInWorkloads: Workloads = workloadsWith([])
