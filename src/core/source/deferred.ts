import type { JsonObject } from './json-value.ts'

/** An object whose fields are made when somebody first asks for one, and which otherwise is as any other. */
export function deferred(make: () => JsonObject): JsonObject {
  const object: JsonObject = {}
  let isMade = false
  const made = (): JsonObject => {
    if (isMade) return object
    isMade = true
    return Object.defineProperties(object, Object.getOwnPropertyDescriptors(make()))
  }
  return new Proxy(object, {
    get: (_, key) => Reflect.get(made(), key),
    has: (_, key) => Reflect.has(made(), key),
    ownKeys: () => Reflect.ownKeys(made()),
    getOwnPropertyDescriptor: (_, key) => Reflect.getOwnPropertyDescriptor(made(), key),
  })
}
