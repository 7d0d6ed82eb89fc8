/** What a plain object inherits. */
const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype))

/**
 * Properties that values other than plain objects have: what JavaScript's own types inherit, and the members of the
 * classes of CEL values.
 */
const ambiguous: ReadonlySet<string> = new Set([
  ...[String, Array, Number, Boolean, BigInt].flatMap((type) =>
    Object.getOwnPropertyNames(type.prototype as object),
  ),
  'address',
  'ask',
  'authorizer',
  'bits',
  'builds',
  'checked',
  'entries',
  'escapedPath',
  'family',
  'formatName',
  'faultsOf',
  'fields',
  'group',
  'has',
  'host',
  'message',
  'nanos',
  'nanoseconds',
  'numbers',
  'octets',
  'offsetSeconds',
  'path',
  'patternSize',
  'port',
  'preReleases',
  'prefixLength',
  'quantity',
  'query',
  'read',
  'scheme',
  'seconds',
  'span',
  'status',
  'text',
  'typeName',
  'user',
  'value',
])

/** Texts and lists have elements by such names. */
const isIndex = /^\d+$/

/** How a field may be read: `plainly` from any value but null, from a plain object alone, or only as an own property. */
export function wayToRead(field: string): 'plainly' | 'from-maps' | 'own' {
  if (inherited.has(field)) return 'own'
  return ambiguous.has(field) || isIndex.test(field) ? 'from-maps' : 'plainly'
}
