import type { JsonObject, JsonValue } from '#src/core/source/json-value.ts'

/** What a control that reads security contexts says, taken apart: who set it, and which values. */
interface Said {
  readonly pod: boolean
  readonly containers: readonly string[]
  /** What stands behind the setters. */
  readonly rest: string
}

type Builder = (detail: string) => JsonObject

/** How to make a Pod of a detail, by its reason: for controls of which texts are known and Pods are not. */
const builders: ReadonlyMap<string, Builder> = new Map<string, Builder>([
  ['forbidden AppArmor profile', appArmor],
  ['forbidden AppArmor profiles', appArmor],
  ['hostPath volumes', (detail) => volumes(quotedIn(detail), ['hostPath'])],
  ['hostProcess', (detail) => contexts(detail, () => ({ windowsOptions: { hostProcess: true } }))],
  ['probe or lifecycle host', hosts],
  ['procMount', (detail) => contexts(detail, (value) => ({ procMount: value }))],
  ['restricted volume types', restrictedVolumes],
  ['runAsUser=0', (detail) => contexts(detail, () => ({ runAsUser: 0 }))],
  ['seLinuxOptions', (detail) => contexts(detail, seLinux)],
])

/** A Pod of which a control says this, or undefined where nobody knows how to make one. */
export function podOfText(reason: string, detail: string): JsonObject | undefined {
  return builders.get(reason)?.(detail)
}

/** Each setter gets a value of its own as long as there are some, and then the last one. */
function contexts(
  detail: string,
  context: (value: string, rest: string) => JsonObject,
): JsonObject {
  const { pod, containers, rest } = taken(detail)
  const values = quotedIn(rest)
  const valueAt = (index: number) => values[Math.min(index, values.length - 1)] ?? ''
  const offset = pod ? 1 : 0
  return {
    spec: {
      ...(pod ? { securityContext: context(valueAt(0), rest) } : {}),
      containers: containers.map((name, index) => ({
        name,
        securityContext: context(valueAt(index + offset), rest),
      })),
    },
  }
}

function taken(detail: string): Said {
  const [, setters = '', rest = ''] =
    /^(.*?) (?:must not set|set forbidden) (.*)$/s.exec(detail) ?? []
  return { pod: setters.startsWith('pod'), containers: quotedIn(setters), rest }
}

function seLinux(type: string, rest: string): JsonObject {
  return {
    seLinuxOptions: {
      type,
      ...(rest.includes('user may not be set') ? { user: 'u' } : {}),
      ...(rest.includes('role may not be set') ? { role: 'r' } : {}),
    },
  }
}

function appArmor(detail: string): JsonObject {
  const annotation = /"(container\.apparmor\.[^=]*)="([^"]*)""/g
  const annotations = [...detail.matchAll(annotation)].map(([, key, value]) => [key, value])
  const fields = contexts(detail.replaceAll(annotation, ''), (type) => ({
    appArmorProfile: { type },
  }))
  return { ...fields, metadata: { annotations: Object.fromEntries(annotations) as JsonObject } }
}

function restrictedVolumes(detail: string): JsonObject {
  const [names = '', types = ''] = detail.split(/ uses? restricted volume types? /)
  return volumes(quotedIn(names), quotedIn(types))
}

function volumes(names: readonly string[], sources: readonly string[]): JsonObject {
  return {
    spec: {
      volumes: names.map((name, index) => {
        const source = sources[Math.min(index, sources.length - 1)] ?? ''
        return source === 'unknown' ? { name } : { name, [source]: {} }
      }),
    },
  }
}

const callers: readonly ((action: JsonObject) => JsonObject)[] = [
  (action) => ({ livenessProbe: action }),
  (action) => ({ readinessProbe: action }),
  (action) => ({ startupProbe: action }),
  (action) => ({ lifecycle: { preStop: action } }),
]

/** The containers take turns. */
function hosts(detail: string): JsonObject {
  const [names = '', values = ''] = detail.split(/ uses? probe or lifecycle hosts? /)
  const containers = quotedIn(names)
  const found = quotedIn(values)
  return {
    spec: {
      containers: containers.map((name, turn) => ({
        name,
        ...Object.assign({}, ...callersOf(found, turn, containers.length)),
      })),
    },
  }
}

function callersOf(found: readonly string[], turn: number, count: number): readonly JsonObject[] {
  const own = found.filter((_, index) => index % count === turn)
  const given = own.length > 0 ? own : found.slice(0, 1)
  return given.map((host, index): JsonObject => {
    const action: Record<string, JsonValue> =
      index < 4 ? { httpGet: { host } } : { tcpSocket: { host } }
    return callers[index % 4]?.(action) ?? {}
  })
}

function quotedIn(text: string): readonly string[] {
  return [...text.matchAll(/"([^"]*)"/g)].map(([, quoted]) => quoted ?? '')
}
