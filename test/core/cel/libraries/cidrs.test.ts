import { describe, expect, test } from 'vitest'
import { evaluate, programOf } from '../evaluate.ts'

describe('values', () => {
  test.for([
    "isCIDR('10.0.0.0/8') && isCIDR('2001:db8::/32') && isCIDR('10.1.2.3/8') && isCIDR('::/0')",
    "!isCIDR('10.0.0.0') && !isCIDR('10.0.0.0/33') && !isCIDR('::/129') && !isCIDR('10.0.0.0/08')",
    "!isCIDR('10.0.0.0/') && !isCIDR('10.0.0.0/+8') && !isCIDR('fe80::%a/10') && !isCIDR('::ffff:1.2.3.4/120')",
    "cidr('10.1.2.3/8').prefixLength() == 8 && cidr('::1/128').prefixLength() == 128",
    "cidr('10.1.2.3/8').ip() == ip('10.1.2.3') && cidr('10.1.2.3/8').masked().ip() == ip('10.0.0.0')",
    "string(cidr('2001:DB8::1/32')) == '2001:db8::1/32' && string(cidr('2001:db8::1/32').masked()) == '2001:db8::/32'",
    "string(cidr('255.255.255.255/0').masked()) == '0.0.0.0/0' && string(cidr('1.2.3.4/32').masked()) == '1.2.3.4/32'",
    "cidr('10.1.2.3/8').containsIP('10.255.0.1') && !cidr('10.1.2.3/8').containsIP('11.0.0.0')",
    "cidr('10.0.0.0/8').containsIP(ip('10.0.0.0')) && !cidr('10.0.0.0/8').containsIP(ip('::'))",
    "cidr('::/0').containsIP('ffff::') && !cidr('::/0').containsIP('1.2.3.4') && !cidr('0.0.0.0/0').containsIP('::')",
    "cidr('2001:db8::/31').containsIP('2001:db9::') && !cidr('2001:db8::/32').containsIP('2001:db9::')",
    "cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16') && cidr('10.0.0.0/8').containsCIDR(cidr('10.0.0.0/8'))",
    "!cidr('10.0.0.0/8').containsCIDR('10.0.0.0/7') && !cidr('10.0.0.0/8').containsCIDR('11.0.0.0/9')",
    "!cidr('0.0.0.0/0').containsCIDR('::/0') && cidr('::/0').containsCIDR('::/0')",
    "cidr('10.0.0.1/8') != cidr('10.0.0.0/8') && cidr('10.0.0.1/8').masked() == cidr('10.0.0.0/8')",
    "cidr('10.0.0.0/8') != cidr('10.0.0.0/9') && cidr('::/0') != cidr('0.0.0.0/0')",
    "type(cidr('::/0')) == net.CIDR",
  ])('%s', (expression) => {
    expect(evaluate(expression)).toBe(true)
  })
})

const converting = 'network address parse error during conversion from string: '

describe('errors', () => {
  test.for([
    { text: '10.0.0.0', message: "no '/'" },
    { text: 'x/8', message: 'ParseAddr("x"): unable to parse IP' },
    { text: '10.0.0/8', message: 'ParseAddr("10.0.0"): IPv4 address too short' },
    { text: 'fe80::1%a/10', message: 'IPv6 zones cannot be present in a prefix' },
    { text: '10.0.0.0/08', message: 'bad bits after slash: "08"' },
    { text: '10.0.0.0/', message: 'bad bits after slash: ""' },
    { text: '10.0.0.0/-', message: 'bad bits after slash: "-"' },
    {
      text: '10.0.0.0/9223372036854775808',
      message: 'bad bits after slash: "9223372036854775808"',
    },
    { text: '10.0.0.0/9223372036854775807', message: 'prefix length out of range' },
    { text: '10.0.0.0/33', message: 'prefix length out of range' },
    { text: '::/129', message: 'prefix length out of range' },
  ])('$text', ({ text, message }) => {
    const whole = `${converting}${converting}netip.ParsePrefix("${text}"): ${message}`
    expect(evaluate('cidr(object)', text)).toMatchObject({ message: whole })
    expect(evaluate("cidr('::/0').containsCIDR(object)", text)).toMatchObject({ message: whole })
    expect(evaluate('isCIDR(object)', text)).toBe(false)
  })

  test.for([
    {
      expression: "cidr('::ffff:1.2.3.4/120')",
      message: `${converting}IPv4-mapped IPv6 address "::ffff:1.2.3.4/120" is not allowed`,
    },
    { expression: "cidr('10.0.0.0/8').containsIP('x')", message: 'no such overload' },
    {
      expression: "cidr('10.0.0.0/8').containsIP(dyn(1))",
      message: 'no such overload: containsIP(net.CIDR, int)',
    },
    {
      expression: "cidr('10.0.0.0/8').containsCIDR(dyn(1))",
      message: 'no such overload: containsCIDR(net.CIDR, int)',
    },
    { expression: "dyn('a').masked()", message: 'no such overload: masked(string)' },
    { expression: 'cidr(dyn(1))', message: 'no such overload: cidr(int)' },
  ])('$expression', ({ expression, message }) => {
    expect(evaluate(expression)).toMatchObject({ message })
  })
})

describe('in 1.29 there are none', () => {
  test.for([
    { expression: "cidr('::/0') == cidr('::/0')", name: 'cidr' },
    { expression: 'net.CIDR', name: 'net' },
  ])('$expression', ({ expression, name }) => {
    const compile = () => programOf(expression, { kubernetesVersion: '1.29' })
    expect(compile).toThrow(`undeclared reference to '${name}'`)
    expect(programOf(expression, { kubernetesVersion: '1.30' }).expression).toBe(expression)
  })
})
