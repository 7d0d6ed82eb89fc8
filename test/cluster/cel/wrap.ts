/** An expression as a validation that speaks of its value: never true unless the expression itself is, and it says so. */
export interface Validation {
  readonly expression: string
  readonly messageExpression?: string
}

/**
 * A validation that fails and gives the value as its message, or fails with the expression's error; `type` is what the
 * checker says of it. Booleans are judged as they are.
 */
export function validationOf(expression: string, type: string): Validation {
  if (type === 'bool') return { expression }
  const failing = `[${expression}].size() == 0`
  // message expressions have no authorizer
  if (expression.includes('authorizer')) return { expression: failing }
  return { expression: failing, messageExpression: asText(expression, type) }
}

function asText(expression: string, type: string): string {
  const head = type.replace(/\(.*/s, '')
  const written = writers.find(({ types }) => types.includes(head)) ?? formatted
  return written.write(`(${expression})`)
}

interface Writer {
  readonly types: readonly string[]
  readonly write: (expression: string) => string
}

const formatted: Writer = { types: [], write: (one) => `strings.quote('%s'.format([dyn(${one})]))` }

const writers: readonly Writer[] = [
  { types: ['string'], write: (one) => one },
  { types: ['int', 'uint', 'double', 'net.IP', 'net.CIDR'], write: (one) => `string(${one})` },
  { types: ['duration', 'timestamp'], write: (one) => `string(${one})` },
  { types: ['google.protobuf.Duration'], write: (one) => `string(${one})` },
  { types: ['google.protobuf.Timestamp'], write: (one) => `string(${one})` },
  {
    types: ['optional_type'],
    write: (one) =>
      `${one}.hasValue() ? strings.quote('%s'.format([dyn(${one}.value())])) : 'none'`,
  },
  { types: ['kubernetes.Quantity'], write: (one) => `string(${one}.asApproximateFloat())` },
  {
    types: ['kubernetes.URL'],
    write: (one) => `${one}.getScheme() + ' ' + ${one}.getHost() + ' ' + ${one}.getEscapedPath()`,
  },
  {
    types: ['kubernetes.Semver'],
    write: (one) => `'%d.%d.%d'.format([${one}.major(), ${one}.minor(), ${one}.patch()])`,
  },
  {
    types: ['kubernetes.NamedFormat'],
    write: (one) => `'%s'.format([${one}.validate('a_b').orValue([])])`,
  },
]
