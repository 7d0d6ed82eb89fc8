import { expect, test } from 'vitest'
import { evaluate } from '../core/cel/evaluate.ts'

const long = 100_000

/**
 * Texts that somebody may put into an object, and functions that a policy may call on them: what takes more than time in
 * proportion holds every request of the server. Each takes a few milliseconds; the quadratic ones took 6 to 22 seconds.
 */
test.for([
  { expression: 'object.trim().size()', object: `a${' '.repeat(long)}b` },
  { expression: 'object.trim().size()', object: ' '.repeat(long) },
  { expression: 'double(object)', object: `0x${'a'.repeat(long)}` },
  { expression: 'double(object)', object: `${'1'.repeat(long)}x` },
  { expression: 'int(object)', object: `${'0'.repeat(long)}x` },
  { expression: 'timestamp(object)', object: `2026-01-01T00:00:00.${'0'.repeat(long)}x` },
  { expression: 'duration(object)', object: '1s'.repeat(long) },
  { expression: 'quantity(object)', object: `${'0'.repeat(long)}x` },
  { expression: 'semver(object)', object: `1.2.3-${'a.'.repeat(long)}` },
  { expression: 'url(object)', object: `http://${'a'.repeat(long)}\u0001` },
  { expression: 'isURL(object)', object: `http://a/?${'a=%41&'.repeat(long)}` },
  { expression: 'isIP(object)', object: ':'.repeat(long) },
  { expression: 'isCIDR(object)', object: `10.0.0.0/${'1'.repeat(long)}` },
  { expression: 'object.matches("(a*)*b")', object: 'a'.repeat(long) },
  { expression: 'object.find("(a|aa)+$")', object: `${'a'.repeat(long)}b` },
  { expression: 'object.findAll("a+$").size()', object: `${'a'.repeat(long)}b` },
  { expression: 'object.split(",").size()', object: ','.repeat(long) },
  { expression: 'object.replace("a", "b").size()', object: 'a'.repeat(long) },
  { expression: 'object.indexOf("aaaaaaaab")', object: 'a'.repeat(long) },
  { expression: 'object.charAt(50000)', object: '😁'.repeat(long) },
  { expression: 'object.format([1])', object: '%'.repeat(long) },
  { expression: 'strings.quote(object).size()', object: '\ud800'.repeat(long) },
  {
    expression: 'format.dns1123Subdomain().validate(object).hasValue()',
    object: 'a.'.repeat(long),
  },
  { expression: 'jsonpatch.escapeKey(object).size()', object: '~/'.repeat(long) },
])('$expression on $object.length characters', ({ expression, object }) => {
  const before = process.cpuUsage()
  evaluate(expression, object)
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(1_500)
})
