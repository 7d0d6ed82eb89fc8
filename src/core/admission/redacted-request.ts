import { isArray, isObject, type JsonObject, type JsonValue } from '../source/json-value.ts'
import type { Request } from './request.ts'

/** What stands where something secret stood; in base64, as the values of a Secret's `data` are. */
export const redactedText = 'redacted'
const redactedBase64 = 'cmVkYWN0ZWQ='

/**
 * The request without what nobody should keep: the values of Secrets, tokens, passwords and keys by the name of their field or
 * variable, and the copy of an object that kubectl leaves in an annotation.
 * https://kubernetes.io/docs/reference/labels-annotations-taints/#kubectl-kubernetes-io-last-applied-configuration
 */
export function redactedRequest(request: Request): Request {
  const { object, oldObject } = request
  return {
    ...request,
    object: object && redactedObject(object),
    oldObject: oldObject && redactedObject(oldObject),
  }
}

/** The texts that a redacted request lacks, but those of Secrets. */
export function secretTextsIn({
  object,
  oldObject,
}: Pick<Request, 'object' | 'oldObject'>): readonly string[] {
  const found = new Set<string>()
  const note: Hide = (secret) => {
    found.add(secret)
    return secret
  }
  if (object !== null) redacted(object, note)
  if (oldObject !== null) redacted(oldObject, note)
  return [...found]
}

/** What is written in the place of something secret. */
type Hide = (secret: string) => string

function redactedObject(object: JsonObject): JsonObject {
  const clean = redacted(object, () => redactedText) as JsonObject
  if (clean['kind'] !== 'Secret' || clean['apiVersion'] !== 'v1') return clean
  const fields = Object.entries(clean).map(([name, value]) => {
    const text = secretFields.get(name)
    return [name, text === undefined || !isObject(value) ? value : allAs(text, value)] as const
  })
  return Object.fromEntries(fields)
}

const secretFields: ReadonlyMap<string, string> = new Map([
  ['data', redactedBase64],
  ['stringData', redactedText],
])

function allAs(text: string, values: JsonObject): JsonObject {
  return Object.fromEntries(Object.keys(values).map((key) => [key, text]))
}

const secretName =
  /(?:passwo?r?d|passphrase|token|secret|credentials?|(?:api|access|private|secret|signing|encryption)[-_.]?key)$/i

const copyAnnotation = 'kubectl.kubernetes.io/last-applied-configuration'

function redacted(value: JsonValue, hide: Hide): JsonValue {
  if (isArray(value)) return value.map((item) => redactedItem(item, hide))
  if (!isObject(value)) return value
  const hides = isSecretVariable(value)
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      key,
      typeof field === 'string' && (isSecretField(key) || (hides && key === 'value'))
        ? hide(field)
        : redacted(field, hide),
    ]),
  )
}

/** `--admin-password=…`, as arguments of containers have them. */
function redactedItem(item: JsonValue, hide: Hide): JsonValue {
  if (typeof item !== 'string') return redacted(item, hide)
  const equals = item.indexOf('=')
  return equals > 0 && secretName.test(item.slice(0, equals))
    ? `${item.slice(0, equals + 1)}${hide(item.slice(equals + 1))}`
    : item
}

function isSecretField(key: string): boolean {
  return secretName.test(key) || key === copyAnnotation
}

/** `{name: DB_PASSWORD, value: …}`, as containers have them. */
function isSecretVariable({ name, value }: JsonObject): boolean {
  return typeof name === 'string' && typeof value === 'string' && secretName.test(name)
}
