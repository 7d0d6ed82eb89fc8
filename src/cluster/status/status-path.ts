import { type JsonObject, type ObjectStatus, ownKinds } from '../../core/index.ts'
import { textIn } from '../text-in.ts'

/** The path of an object's status. */
export function statusPath(object: JsonObject): string {
  const { apiVersion, kind, metadata } = object
  const { plural = '' } = ownKinds.find((one) => one.kind === kind) ?? {}
  const [namespace, name] = ['namespace', 'name'].map((field) => textIn(metadata, field))
  const within = namespace === '' ? '' : `/namespaces/${encodeURIComponent(namespace ?? '')}`
  return `/apis/${String(apiVersion)}${within}/${plural}/${encodeURIComponent(name ?? '')}/status`
}

/** What is applied: with the uid another object of that name is left alone. */
export function appliedStatus({ object, status }: ObjectStatus): JsonObject {
  const { apiVersion = '', kind = '', metadata } = object
  const known = ['name', 'namespace', 'uid'].flatMap((field): [string, string][] => {
    const text = textIn(metadata, field)
    return text === '' ? [] : [[field, text]]
  })
  return { apiVersion, kind, metadata: Object.fromEntries(known), status }
}
