import { type KeptTexts, keptNames } from '../../certificates/rotation/kept-texts.ts'
import { fieldOf, isObject, type JsonObject } from '../../core/index.ts'
import { isRefusal } from '../cluster-error.ts'
import type { Connection } from '../connection.ts'
import type { ServedResource } from '../discovery.ts'
import { type ObjectPlace, readObject } from '../follow-object.ts'
import { pathOf } from '../list-objects.ts'

/** A Secret with a certificate. */
export interface CertificateSecret {
  readonly object: JsonObject
  readonly texts: KeptTexts
  /** Whether it says that Sallyport manages it; any other is never written. */
  readonly isOurs: boolean
}

export interface SecretPlace {
  readonly namespace: string
  readonly name: string
}

/** The Secret of that place. What the cluster refuses is thrown. */
export interface SecretClient {
  readonly place: ObjectPlace
  /** Undefined where it does not exist. */
  readonly read: () => Promise<CertificateSecret | undefined>
  /** Creates it, or replaces what was read; undefined where somebody else was faster. */
  readonly write: (
    texts: KeptTexts,
    before: CertificateSecret | undefined,
  ) => Promise<CertificateSecret | undefined>
}

const managedBy = 'app.kubernetes.io/managed-by'
const owner = 'sallyport'

const secrets: ServedResource = {
  group: '',
  version: 'v1',
  apiVersion: 'v1',
  kind: 'Secret',
  resource: 'secrets',
  namespaced: true,
  verbs: ['get', 'list', 'watch'],
}

export function secretClient(
  connection: Connection,
  { namespace, name }: SecretPlace,
): SecretClient {
  const collection = pathOf(secrets, namespace)
  const place = { resource: secrets, namespace, name }
  return {
    place,
    read: async () => {
      const object = await readObject(connection, place)
      return object === undefined ? undefined : readSecret(object)
    },
    write: async (texts, before) => {
      try {
        return readSecret(
          before === undefined
            ? await connection.post(collection, newSecret(texts, name))
            : await connection.put(
                `${collection}/${encodeURIComponent(name)}`,
                withTexts(before.object, texts),
              ),
        )
      } catch (error) {
        // 404: it was deleted since it was read.
        if (isRefusal(error, 409) || (isRefusal(error, 404) && before !== undefined)) {
          return undefined
        }
        throw error
      }
    },
  }
}

/** Missing texts are empty. */
export function readSecret(object: JsonObject): CertificateSecret {
  const data = fieldOf(object, 'data')
  const text = (name: string) => {
    const value = fieldOf(data, name)
    return typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : ''
  }
  const labels = fieldOf(fieldOf(object, 'metadata'), 'labels')
  return {
    object,
    texts: {
      'tls.crt': text('tls.crt'),
      'tls.key': text('tls.key'),
      'ca.crt': text('ca.crt'),
      'ca.key': text('ca.key'),
    },
    isOurs: fieldOf(labels, managedBy) === owner,
  }
}

function newSecret(texts: KeptTexts, name: string): JsonObject {
  const labels = {
    'app.kubernetes.io/name': owner,
    'app.kubernetes.io/part-of': owner,
    [managedBy]: owner,
  }
  return { ...withTexts({ metadata: { name, labels } }, texts), type: 'kubernetes.io/tls' }
}

/** What else stands in it stays. */
function withTexts(before: JsonObject, texts: KeptTexts): JsonObject {
  const data = fieldOf(before, 'data')
  const own = keptNames.map((name) => [name, Buffer.from(texts[name]).toString('base64')] as const)
  return {
    ...before,
    apiVersion: 'v1',
    kind: 'Secret',
    data: { ...(isObject(data) ? data : {}), ...Object.fromEntries(own) },
  }
}
