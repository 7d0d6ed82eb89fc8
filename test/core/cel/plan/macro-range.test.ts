import { describe, expect, test } from 'vitest'
import { evaluate } from '../evaluate.ts'

describe('what no macro goes through is named as Go names its type', () => {
  test.for([
    { range: "semver('1.2.3')", type: 'cel.Semver' },
    { range: "quantity('1')", type: 'cel.Quantity' },
    { range: "ip('::1')", type: 'cel.IP' },
    { range: "cidr('::/0')", type: 'cel.CIDR' },
    { range: "url('/a')", type: 'cel.URL' },
    { range: 'format.uuid()', type: 'cel.Format' },
    { range: 'optional.of(1)', type: '*types.Optional' },
    { range: 'type(1)', type: '*types.Type' },
    { range: 'Object{}', type: '*dynamic.ObjectVal' },
    { range: 'null', type: 'types.Null' },
    { range: '1.5', type: 'types.Double' },
    { range: '1u', type: 'types.Uint' },
    { range: "b'a'", type: 'types.Bytes' },
    { range: 'timestamp(0)', type: 'types.Timestamp' },
    { range: "duration('1s')", type: 'types.Duration' },
  ])('$range', ({ range, type }) => {
    expect(evaluate(`dyn(${range}).map(x, x)`)).toMatchObject({
      message: `got '${type}', expected iterable type`,
    })
    expect(evaluate(`dyn(${range}).transformMapEntry(x, y, {})`)).toMatchObject({
      message: `unsupported comprehension range type: ${type}`,
    })
  })
})
