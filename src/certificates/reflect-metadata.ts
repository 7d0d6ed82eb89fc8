/**
 * The three functions of the metadata proposal that @peculiar/x509's dependency injection asks for, and no more; the
 * library refuses to load without them. https://rbuckton.github.io/reflect-metadata/
 */
interface MetadataReflection {
  defineMetadata?: (key: unknown, value: unknown, target: object) => void
  getOwnMetadata?: (key: unknown, target: object) => unknown
  getMetadata?: (key: unknown, target: object) => unknown
}

const metadata = new WeakMap<object, Map<unknown, unknown>>()
const reflection = Reflect as MetadataReflection

reflection.defineMetadata ??= (key, value, target) => {
  const own = metadata.get(target) ?? new Map<unknown, unknown>()
  metadata.set(target, own.set(key, value))
}
reflection.getOwnMetadata ??= (key, target) => metadata.get(target)?.get(key)
reflection.getMetadata ??= (key, target) => {
  for (let owner: object | null = target; owner !== null; owner = Object.getPrototypeOf(owner)) {
    if (metadata.get(owner)?.has(key) === true) return metadata.get(owner)?.get(key)
  }
  return undefined
}
