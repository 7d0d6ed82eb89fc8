/** Literals by the type's text, written as CEL; a type without a row has none. */
export const literals: Readonly<Record<string, readonly string[]>> = {
  bool: ['true', 'false'],
  int: [
    ...['0', '1', '2', '3', '7', '10', '-1', '-7', '100', '1000', '0x1F', '4294967296'],
    ...['9007199254740993', '9223372036854775807', '-9223372036854775808'],
  ],
  uint: ['0u', '1u', '2u', '7u', '0x10u', '9007199254740993u', '18446744073709551615u'],
  double: [
    ...['0.0', '-0.0', '0.5', '1.0', '1.5', '-2.5', '3.14159', '.25', '100.0', '1e3', '1e-9'],
    ...['1e21', '9007199254740993.0', '1.7976931348623157e308'],
  ],
  string: [
    ...["''", "'a'", "'b'", "'abc'", "'ABC def'", "'a,b,,c'", "'hello world'", "'it\\'s'"],
    ...["'1'", "'-5'", "'1.5'", "'true'", "'  padded '", "'x\\ty'", "'line\\nbreak'", "'%s'"],
    ...["'ünïcödé'", "'日本語'", "'a😀b'", "'e\\u0301'", "r'raw\\d'", "'nginx:1.27'", "'cpu'"],
    ...["'''tri\"ple'''", "'constructor'", "'__proto__'", "'10.0.0.1'", "'2Gi'"],
  ],
  bytes: ["b''", "b'abc'", "b'abd'", "b'\\xff\\x00'", "b'ü'", "br'\\n'"],
  null_type: ['null'],
  'google.protobuf.Duration': [
    ...["duration('0s')", "duration('1h')", "duration('1m30s')", "duration('-1.5s')"],
    ...["duration('100ms')", "duration('1ns')", "duration('24h')", "duration('876000h')"],
  ],
  'google.protobuf.Timestamp': [
    ...["timestamp('2026-01-31T12:00:00Z')", "timestamp('1970-01-01T00:00:00Z')"],
    ...["timestamp('2024-02-29T23:59:59.999999999+05:30')", "timestamp('0001-01-01T00:00:00Z')"],
    ...["timestamp('9999-12-31T23:59:59Z')", 'timestamp(0)'],
  ],
  'kubernetes.Quantity': [
    ...["quantity('1')", "quantity('100m')", "quantity('1.5Gi')", "quantity('-2Ki')"],
    ...["quantity('1e3')", "quantity('0.000000001')", "quantity('8Ei')"],
  ],
  'net.IP': ["ip('10.0.0.1')", "ip('::1')", "ip('fe80::1')", "ip('224.0.0.1')", "ip('8.8.8.8')"],
  'net.CIDR': ["cidr('10.0.0.0/8')", "cidr('10.1.2.3/16')", "cidr('2001:db8::/32')"],
  'kubernetes.URL': [
    "url('https://user@example.com:8443/a%20b?x=1&x=2&y#frag')",
    "url('http://[::1]:80/')",
    "url('/only/path')",
  ],
  'kubernetes.Semver': [
    "semver('1.2.3')",
    "semver('1.2.3-rc.1+build.5')",
    "semver('0.0.1')",
    "semver('v1.2', true)",
  ],
  'kubernetes.NamedFormat': ['format.dns1123Label()', 'format.uuid()', 'format.labelValue()'],
  'kubernetes.authorization.Authorizer': ['authorizer'],
  'kubernetes.authorization.PathCheck': ["authorizer.path('/healthz')"],
  'kubernetes.authorization.GroupCheck': ["authorizer.group('apps')"],
  'kubernetes.authorization.ResourceCheck': ['authorizer.requestResource'],
  'kubernetes.authorization.Decision': [
    "authorizer.requestResource.check('get')",
    "authorizer.serviceAccount('cel', 'default').group('').resource('pods').check('list')",
  ],
  dyn: ['dyn(1)', "dyn('a')", 'dyn(1.5)', 'dyn([])', 'dyn({})', 'dyn(null)', 'dyn(2u)'],
}

/** Names of types that stand for values. */
export const typeNames: Readonly<Record<string, string>> = {
  bool: 'bool',
  int: 'int',
  uint: 'uint',
  double: 'double',
  string: 'string',
  bytes: 'bytes',
  null_type: 'null_type',
  'google.protobuf.Duration': 'google.protobuf.Duration',
  'google.protobuf.Timestamp': 'google.protobuf.Timestamp',
  'kubernetes.Quantity': 'kubernetes.Quantity',
  'net.IP': 'net.IP',
  'net.CIDR': 'net.CIDR',
}

const patterns = [
  "'a+'",
  "'^[a-z]+$'",
  "'[0-9]{1,3}'",
  "'(a|b)*c'",
  "'.'",
  "''",
  "'\\\\pL+'",
  "'('",
]
const zones = ["'UTC'", "'America/New_York'", "'Asia/Kolkata'", "'+05:30'", "'-08:00'", "'No/Zone'"]
const addresses = ["'10.1.2.3'", "'::1'", "'fe80::1'", "'::ffff:1.2.3.4'", "'1.2.3'", "'010.0.0.1'"]
const networks = ["'10.0.0.0/8'", "'10.1.2.3/24'", "'::/0'", "'10.0.0.0/33'", "'10.0.0.1'"]
const quantities = [
  "'1'",
  "'100m'",
  "'1.5Gi'",
  "'-3Ki'",
  "'1E'",
  "'1e-3'",
  "'12Pi'",
  "'1.2.3'",
  "''",
]
const urls = [
  "'https://a.b/c?d=e&f'",
  "'http://[::1]:8080/'",
  "'//host'",
  "'/path'",
  "'a b'",
  "'%zz'",
]
const versions = ["'1.2.3'", "'v1.2.3'", "'1.2'", "'1.2.3-rc.1'", "'01.2.3'", "'1.2.3+b'", "'x'"]
const names = ["'dns1123Label'", "'uuid'", "'date'", "'qualifiedName'", "'nothing'"]
const candidates = ["'abc'", "'a.b'", "'A_B'", "'example.com/x'", "'2024-01-31'", "''", "'-a'"]

/**
 * What a parameter that is a string gets more often than not, by function and index: texts that the function can read,
 * and texts that it nearly can.
 */
export const texts: Readonly<Record<string, readonly string[]>> = {
  'matches 1': patterns,
  'find 1': patterns,
  'findAll 1': patterns,
  'ip 0': addresses,
  'isIP 0': addresses,
  'ip.isCanonical 0': addresses,
  'containsIP 1': addresses,
  'cidr 0': networks,
  'isCIDR 0': networks,
  'containsCIDR 1': networks,
  'quantity 0': quantities,
  'isQuantity 0': quantities,
  'url 0': urls,
  'isURL 0': urls,
  'semver 0': versions,
  'isSemver 0': versions,
  'format.named 0': names,
  'validate 1': candidates,
  'int 0': ["'1'", "'-5'", "'0x1'", "'9223372036854775808'", "'1.0'", "''"],
  'uint 0': ["'1'", "'18446744073709551616'", "'-1'"],
  'double 0': ["'1'", "'1.5e3'", "'NaN'", "'Inf'", "'x'", "'1e999'"],
  'bool 0': ["'true'", "'false'", "'1'", "'True'", "'yes'", "'F'"],
  'bytes 0': ["'abc'", "'ü'", "''"],
  'string 0': ["'a'", "''"],
  'duration 0': ["'1h'", "'90s'", "'1.5m'", "'1d'", "'-0'"],
  'timestamp 0': ["'2026-01-31T12:00:00Z'", "'2026-02-30T00:00:00Z'", "'2026-01-31'"],
  'format 0': [
    ...["'%s'", "'%d'", "'%s and %s'", "'%.3f'", "'%x'", "'%X'", "'%b'", "'%o'", "'%.2e'"],
    ...["'%% %s'", "'%s %d %s'", "'%'", "'%q'", "'none'"],
  ],
  'path 1': ["'/healthz'", "'/nowhere'", "''"],
  'group 1': ["''", "'apps'", "'example.com'"],
  'resource 1': ["'pods'", "'deployments'", "''"],
  'subresource 1': ["'status'", "''"],
  'namespace 1': ["'cel'", "'default'", "''"],
  'name 1': ["'web'", "''"],
  'check 1': ["'get'", "'create'", "'nothing'", "''"],
  'serviceAccount 1': ["'cel'", "'default'", "'No'"],
  'serviceAccount 2': ["'default'", "'nobody'", "''"],
  'fieldSelector 1': ["'metadata.name=web'", "'spec.a!=b,spec.c=d'", "'a b'", "''"],
  'labelSelector 1': ["'app=web'", "'app in (a, b),!c'", "'=='", "''"],
  'split 1': ["','", "''", "' '", "'b'"],
  'join 1': ["','", "''", "'-'"],
  ...Object.fromEntries(
    ['FullYear', 'Month', 'Date', 'DayOfMonth', 'DayOfWeek', 'DayOfYear'].map((part) => [
      `get${part} 1`,
      zones,
    ]),
  ),
  ...Object.fromEntries(
    ['Hours', 'Minutes', 'Seconds', 'Milliseconds'].map((part) => [`get${part} 1`, zones]),
  ),
}

/** Whole numbers for parameters that would make something as large as they are. */
export const amounts: Readonly<Record<string, readonly string[]>> = {
  'lists.range 0': ['0', '1', '3', '10', '-1'],
  'flatten 1': ['0', '1', '2', '-1'],
}
