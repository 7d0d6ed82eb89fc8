import { findingText } from '#src/core/engine/finding.ts'
import { type Decision, isObject, type JsonObject, type JsonValue } from '#src/core/index.ts'
import { type Answer, lasting, type Refusal } from './answer.ts'
import { cleared } from './space.ts'

/** An answer of the API server, with the annotations of its audit event. */
export interface RawAnswer {
  readonly status: number
  readonly text: string
  readonly warnings: readonly string[]
  readonly annotations: Readonly<Record<string, string>>
}

/**
 * The answer as both arms would give it: without the names of slot and space, without what the API server says in front of a
 * policy's words (`pods "a" is forbidden: `, `admission webhook "…" denied the request: `), without our decision's id and
 * the shortened first line of a long message, without the prefixes of audit annotations, and without what the cluster fills
 * in by itself. `decisions` are those that Sallyport made on the way.
 */
export function normalForm(
  raw: RawAnswer,
  slot: string,
  decisions: readonly Decision[] = [],
): Answer {
  const body = JSON.parse(cleared(raw.text, slot)) as JsonValue
  const own = decisions
    .flatMap(({ findings }) => findings)
    .filter(({ effect }) => effect === 'deny')
  const refusal = refusalIn(raw.status, body)
  const ownRefusals = own.map((finding) => ({
    message: cleared(findingText(finding), slot),
    reason: finding.reason,
    status: finding.code,
  }))
  return {
    status: raw.status,
    refusal,
    refusals: refusal === undefined ? [] : [refusal, ...ownRefusals, ...causesIn(body, refusal)],
    warnings: raw.warnings.map((warning) => cleared(warning, slot)),
    annotations: annotationsOf(raw.annotations, slot),
    object: refusal === undefined ? lasting(body) : null,
    isPatched: Object.values(raw.annotations).some((value) => value.endsWith('"mutated":true}')),
  }
}

function refusalIn(status: number, body: JsonValue): Refusal | undefined {
  if (status < 400) return undefined
  const { message, reason } = body as { readonly message: string; readonly reason: string }
  return { message: ownWords(message), reason, status }
}

const prefixes = [/^\S+ "[^"]*" is forbidden: /, /^admission webhook "[^"]*" denied the request: /]

/** Without what the API server says in front, our decision's id and the shortened first line of a long message. */
export function ownWords(message: string): string {
  const words = prefixes.reduce((text, prefix) => text.replace(prefix, ''), message)
  const said = words.replace(/ \(decision [\da-f]{8}\)$/, '')
  const [short = '', rest] = said.split('…\n', 2)
  return rest?.startsWith(short) ? rest : said
}

/** A refusal by mutating policies names all that was said, but the reason for the first only. */
function causesIn(body: JsonValue, { status }: Refusal): readonly Refusal[] {
  const details = isObject(body) ? (body['details'] as JsonObject | undefined) : undefined
  const causes = (details?.['causes'] ?? []) as unknown as readonly { readonly message?: string }[]
  return causes.map(({ message = '' }) => ({
    message: ownWords(message),
    reason: undefined,
    status,
  }))
}

const inTree = 'validation.policy.admission.k8s.io/'

/** Of a webhook's own annotations those are left out that in-tree policies have not. */
function annotationsOf(
  annotations: RawAnswer['annotations'],
  slot: string,
): Readonly<Record<string, string>> {
  const entries = Object.entries(annotations).flatMap(([key, value]): [string, string][] => {
    const [prefix = '', name = ''] = [
      key.slice(0, key.indexOf('/')),
      key.slice(key.indexOf('/') + 1),
    ]
    const isOwn = prefix === webhookName(slot)
    if (isOwn && ownOnly.includes(name)) return []
    if (key.startsWith(inTree) || (isOwn && name === 'validation_failure'))
      return [['validation_failure', value]]
    if (isOwn) return [[cleared(name.replace('.', '/'), slot), value]]
    return prefix.startsWith(slot) || prefix.startsWith('failed-open.')
      ? [[cleared(key, slot), value]]
      : []
  })
  return Object.fromEntries(entries.map(([key, value]) => [key, cleared(value, slot)]))
}

const ownOnly = ['decision-id', 'changed']

export function webhookName(slot: string): string {
  return `${slot}.policies.test`
}
