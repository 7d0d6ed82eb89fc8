import { type Ending, type Hostile, outOfBudget } from './hostile.ts'

const half = '\ud800'
const object = {
  half,
  other: '\udc00',
  within: `a${half}b`,
  whole: '\ud83d\ude00',
  parts: ['\ud83d', '\ude00'],
  long: 'ab'.repeat(50_000),
  nul: 'a\u0000b',
  keys: { [half]: 1 },
}

/** Texts that JavaScript can hold and UTF-8 cannot, and texts that are long. */
export const texts: readonly Hostile[] = [
  row('object.within.size()', { value: 3 }),
  row('object.within.charAt(1) == object.half', { value: true }),
  row('object.within.substring(1, 2) == object.half', { value: true }),
  row('object.within.indexOf(object.half)', { value: 1 }),
  row('object.within.lastIndexOf(object.half)', { value: 1 }),
  row("object.within.indexOf('b')", { value: 2 }),
  row('object.within.contains(object.half)', { value: true }),
  row('object.within.startsWith(object.half)', { value: false }),
  row('object.within.endsWith(object.other)', { value: false }),
  row("object.within.split('').size()", { value: 3 }),
  row('object.within.split(object.half)', { value: ['a', 'b'] }),
  row("object.within.replace(object.half, '-')", { value: 'a-b' }),
  row("object.within.replace('', '-').size()", { value: 7 }),
  row('object.within.lowerAscii() == object.within', { value: true }),
  row('object.within.upperAscii()', { value: `A${half}B` }),
  row('object.within.trim() == object.within', { value: true }),
  row('object.parts.join() == object.whole', { value: true }),
  row('object.parts.join().size()', { value: 1 }),
  row('(object.parts[0] + object.parts[1]).size()', { value: 1 }),
  row("object.half == '\\uFFFD'", { value: false }),
  row('object.half == object.half', { value: true }),
  row('object.half < object.other', { value: true }),
  row('object.half < object.whole', { value: true }),
  row("object.within.matches('^a.b$')", { value: true }),
  row("object.within.matches('^[a-z]+$')", { value: false }),
  row("object.within.find('[^a]')", { value: half }),
  row("object.within.findAll('.').size()", { value: 3 }),
  row("'%s'.format([object.within])", { value: `a${half}b` }),
  row("'%x'.format([object.half])", { value: 'efbfbd' }),
  row('strings.quote(object.within)', { value: '"a\ufffdb"' }),
  row('bytes(object.within).size()', { value: 5 }),
  row('string(bytes(object.half))', { value: '\ufffd' }),
  row('object.keys[object.half]', { value: 1 }),
  row('object.half in object.keys', { value: true }),
  row("'\\uFFFD' in object.keys", { value: false }),
  row('{object.half: 1}[object.half]', { value: 1 }),
  row('[object.half, object.other].distinct().size()', { value: 2 }),
  row('dyn([object.other, object.half]).sort()[0] == object.half', { value: true }),
  row('sets.contains([object.half], [object.other])', { value: false }),
  row('url(object.half)', { error: 'URL parse error during conversion from string…' }),
  row("isURL('https://' + object.half)", { value: true }),
  row('isIP(object.half)', { value: false }),
  row('isCIDR(object.half)', { value: false }),
  row('isQuantity(object.half)', { value: false }),
  row('isSemver(object.half)', { value: false }),
  row('format.dns1123Label().validate(object.half).hasValue()', { value: true }),
  row('format.uri().validate(object.half).hasValue()', { value: true }),
  row('format.byte().validate(object.half).hasValue()', { value: true }),
  row('jsonpatch.escapeKey(object.half) == object.half', { value: true }),
  row('int(object.half)', { error: "type conversion error from 'string' to 'int'" }),
  row('timestamp(object.half)', {
    error: "type conversion error from 'string' to 'google.protobuf.Timestamp'",
  }),
  row('duration(object.half)', {
    error: "type conversion error from 'string' to 'google.protobuf.Duration'",
  }),
  row("timestamp('2026-01-01T00:00:00Z').getHours(object.half)", {
    error: `unknown time zone ${half}`,
  }),
  row('object.nul.size()', { value: 3 }),
  row("object.nul.contains('\\x00')", { value: true }),

  row("object.long.split('').size()", { value: 100_000 }),
  row("object.long.split('').join('').size()", { value: 100_000 }),
  row("object.long.split('', 5)[4].size()", { value: 99_996 }),
  row("object.long.replace('', 'c').size()", { value: 200_001 }),
  row("object.long.replace('a', 'aaaaaaaaaa').size()", { value: 550_000 }),
  row("object.long.replace('ab', '').size()", { value: 0 }),
  row("object.long.replace('a', object.long).size()", outOfText()),
  row("object.long.split('').join(object.long).size()", outOfText()),
  row("object.long.replace('', object.long).replace('', object.long).size()", outOfText()),
  row("'%s%s'.format([object.long, object.long]).size()", { value: 200_000 }),
  row(`'${'%s'.repeat(9000)}'.format(lists.range(9000).map(x, object.long)).size()`, outOfText()),
  row("object.long.matches('^(ab)*$')", { value: true }),
  row("object.long.findAll('ab').size()", { value: 50_000 }),
  row('object.long.lastIndexOf(object.long + object.long)', { value: -1 }),
  row('strings.quote(object.long).size()', { value: 100_002 }),
  row('bytes(object.long).size()', { value: 100_000 }),
  row('lists.range(1000).all(i, object.long.split("").size() == 100000)', outOfBudget),
  row('lists.range(1000).map(i, object.long + string(i)).join().size()', outOfBudget),
]

/** Longer than a text can be. */
function outOfText(): Ending {
  return { error: 'the text is too long' }
}

function row(expression: string, ends: Ending): Hostile {
  return { name: expression.slice(0, 120), expression, object, ends }
}
