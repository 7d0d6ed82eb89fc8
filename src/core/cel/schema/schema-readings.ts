import type { CustomSchema } from '../../kubernetes/custom/schema.ts'
import { structNamed } from '../../kubernetes/schema/schema.ts'
import { isAtLeast, type KubernetesVersion } from '../../kubernetes/version.ts'
import type { SchemaReading } from './custom-type.ts'
import { anything, type DeclaredType, textBytes, textDeclared } from './declared-type.ts'
import {
  certainStruct,
  declaredStruct,
  publishedStruct,
  type StructReading,
} from './struct-type.ts'

/**
 * A CRD's schema as the API server publishes it, with all of `metadata`.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/controller/openapi/builder/builder.go
 */
export const publishedSchema: SchemaReading = {
  resourceFields: () => withMetadata(publishedStruct),
  intOrStringFormat: true,
  uncertain: undefined,
}

/** Only what is certain of the objects that expressions get. */
export const certainSchema: SchemaReading = {
  resourceFields: () => withMetadata(certainStruct),
  intOrStringFormat: true,
  uncertain: anything,
}

function withMetadata(reading: StructReading): ReadonlyMap<string, DeclaredType> {
  return resourceFields(declaredStruct(structNamed('meta.v1.ObjectMeta'), reading))
}

/** A schema from elsewhere: of `metadata` only the names are known, where the schema does not have them all itself. */
export const plainSchema: SchemaReading = {
  resourceFields: (schema) => (isComplete(schema) ? none : resourceFields(namesOnly({}))),
  intOrStringFormat: true,
  uncertain: undefined,
}

/**
 * A CRD's schema as the expressions in it see it (`x-kubernetes-validations`). Since 1.37 names are known to be short.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel/model/schemas.go
 */
export function schemaOfRules(kubernetesVersion: KubernetesVersion): SchemaReading {
  const isShort = isAtLeast(kubernetesVersion, '1.37')
  return {
    resourceFields: (schema) =>
      isComplete(schema) ? none : resourceFields(namesOnly(isShort ? shortNames(schema) : {})),
    intOrStringFormat: false,
    uncertain: undefined,
  }
}

const none: ReadonlyMap<string, DeclaredType> = new Map()

interface NameLengths {
  readonly name?: bigint
  readonly generateName?: bigint
}

function namesOnly({ name, generateName }: NameLengths): DeclaredType {
  return {
    kind: 'object',
    fields: new Map([
      ['name', textDeclared(name)],
      ['generateName', textDeclared(generateName)],
    ]),
    minSize: 2n,
  }
}

/** A name has at most 253 characters, and one is left for what is generated; a schema may allow less. */
function shortNames({ properties }: CustomSchema): NameLengths {
  const names = properties.get('metadata')?.properties
  return {
    name: textLength(names?.get('name'), 253n),
    generateName: textLength(names?.get('generateName'), 252n),
  }
}

function textLength(schema: CustomSchema | undefined, most: bigint): bigint {
  const length = BigInt(schema?.rules.maxLength ?? most)
  return textBytes(length < most ? length : most)
}

function resourceFields(metadata: DeclaredType): ReadonlyMap<string, DeclaredType> {
  return new Map([
    ['apiVersion', textDeclared()],
    ['kind', textDeclared()],
    ['metadata', metadata],
  ])
}

function isComplete({ properties }: CustomSchema): boolean {
  const metadata = properties.get('metadata')
  return (
    properties.get('kind')?.type === 'string' &&
    properties.get('apiVersion')?.type === 'string' &&
    metadata?.type === 'object' &&
    metadata.properties.get('name')?.type === 'string' &&
    metadata.properties.get('generateName')?.type === 'string'
  )
}
