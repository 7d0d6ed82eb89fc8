import { describe, expect, test } from 'vitest'
import { evaluate, programOf } from '../evaluate.ts'

describe('values', () => {
  test.for([
    "isIP('1.2.3.4') && isIP('::1') && isIP('2001:db8::68') && isIP('::') && isIP('::1.2.3.4')",
    "!isIP('') && !isIP('1.2.3') && !isIP('1.2.3.256') && !isIP('01.2.3.4') && !isIP('::ffff:1.2.3.4')",
    "!isIP('fe80::1%eth0') && !isIP('1:2:3:4:5:6:7:8::') && !isIP('1::2::3') && !isIP('12345::')",
    "isIP('1:2:3:4:5:6:1.2.3.4') && !isIP('1:2:3:4:5:6:7:1.2.3.4') && isIP('1:2:3:4:5:6:7::')",
    "ip('1.2.3.4').family() == 4 && ip('::1').family() == 6",
    "ip.isCanonical('127.0.0.1') && ip.isCanonical('2001:db8::abcd') && ip.isCanonical('::')",
    "!ip.isCanonical('2001:DB8::ABCD') && !ip.isCanonical('2001:db8::0:0:0:abcd')",
    "string(ip('2001:0DB8:0:0:1:0:0:1')) == '2001:db8::1:0:0:1' && string(ip('1:0:2:0:3:0:4:0')) == '1:0:2:0:3:0:4:0'",
    "string(ip('0:0:0:1::')) == '0:0:0:1::' && string(ip('1:0:0:0:0:0:0:0')) == '1::' && string(ip('::1')) == '::1'",
    "string(ip('::1.2.3.4')) == '::102:304' && string(ip('010.2.3.4'.substring(1))) == '10.2.3.4'",
    "ip('0.0.0.0').isUnspecified() && ip('::').isUnspecified() && !ip('::1').isUnspecified()",
    "ip('127.9.9.9').isLoopback() && ip('::1').isLoopback() && !ip('126.0.0.1').isLoopback() && !ip('::2').isLoopback()",
    "ip('224.0.0.1').isLinkLocalMulticast() && !ip('224.0.1.1').isLinkLocalMulticast()",
    "ip('ff02::1').isLinkLocalMulticast() && ip('ff12::1').isLinkLocalMulticast() && !ip('ff01::1').isLinkLocalMulticast()",
    "ip('169.254.1.1').isLinkLocalUnicast() && !ip('169.255.1.1').isLinkLocalUnicast()",
    "ip('fe80::1').isLinkLocalUnicast() && ip('febf::1').isLinkLocalUnicast() && !ip('fec0::1').isLinkLocalUnicast()",
    "ip('192.168.0.1').isGlobalUnicast() && ip('2001:db8::abcd').isGlobalUnicast() && ip('fd00::1').isGlobalUnicast()",
    "['255.255.255.255', '0.0.0.0', '127.0.0.1', '239.0.0.1', '169.254.0.1'].all(a, !ip(a).isGlobalUnicast())",
    "['ff00::1', '::', '::1', 'fe80::1'].all(a, !ip(a).isGlobalUnicast())",
    "ip('::1') == ip('0:0::1') && ip('::1') != ip('::2') && ip('0.0.0.1') != ip('::1')",
    "ip('10.0.0.1') in [ip('10.0.0.2'), ip('10.0.0.1')]",
    "type(ip('::1')) == net.IP && type(net.IP) == type",
  ])('%s', (expression) => {
    expect(evaluate(expression)).toBe(true)
  })
})

describe('errors', () => {
  test.for([
    { text: 'x', message: 'unable to parse IP' },
    { text: '%eth0', message: 'missing IPv6 address' },
    { text: '1.2.3', message: 'IPv4 address too short' },
    { text: '1.2.3.4.5', message: 'IPv4 address too long' },
    { text: '1..3.4', message: 'IPv4 field must have at least one digit (at ".3.4")' },
    { text: '.1.2.3', message: 'IPv4 field must have at least one digit (at ".1.2.3")' },
    { text: '1.2.3.4.', message: 'IPv4 field must have at least one digit (at ".")' },
    { text: '1.2.3.04', message: 'IPv4 field has octet with leading zero' },
    { text: '1.2.3.256', message: 'IPv4 field has value >255' },
    { text: '1.2.é', message: 'unexpected character (at "é")' },
    { text: 'fe80::1%', message: 'zone must be a non-empty string' },
    { text: '12345::', message: 'each group must have 4 or less digits (at "12345::")' },
    {
      text: ':1',
      message: 'each colon-separated field must have at least one digit (at ":1")',
    },
    { text: '1:2', message: 'address string too short' },
    { text: '1:', message: 'colon must be followed by more characters (at ":")' },
    { text: '1:g', message: 'each colon-separated field must have at least one digit (at "g")' },
    { text: '1::g', message: 'each colon-separated field must have at least one digit (at "g")' },
    { text: '1:1x', message: 'unexpected character, want colon (at "x")' },
    { text: '1::2::3', message: 'multiple :: in address (at ":3")' },
    { text: '1:2:3:4:5:6:7:8:9', message: 'trailing garbage after address (at "9")' },
    {
      text: '1:2:3:4:5:6:7::8',
      message: 'the :: must expand to at least one field of zeros',
    },
    {
      text: '1:1.2.3.4',
      message:
        'embedded IPv4 address must replace the final 2 fields of the address (at "1.2.3.4")',
    },
    {
      text: '::1:2:3:4:5:6:7:1.2.3.4',
      message:
        'too many hex fields to fit an embedded IPv4 at the end of the address (at "1.2.3.4")',
    },
  ])('$text', ({ text, message }) => {
    const whole = `IP Address "${text}" parse error during conversion from string: ParseAddr("${text}"): ${message}`
    expect(evaluate('ip(object)', text)).toMatchObject({ message: whole })
    expect(evaluate('ip.isCanonical(object)', text)).toMatchObject({ message: whole })
    expect(evaluate('isIP(object)', text)).toBe(false)
  })

  test.for([
    {
      expression: "ip('fe80::1%eth0')",
      message: 'IP address "fe80::1%eth0" with zone value is not allowed',
    },
    {
      expression: "ip('::FFFF:1.2.3.4')",
      message: 'IPv4-mapped IPv6 address "::FFFF:1.2.3.4" is not allowed',
    },
    { expression: 'ip(dyn(1))', message: 'no such overload: ip(int)' },
    { expression: "dyn(ip('::1')).ip()", message: 'no such overload: ip(net.IP)' },
    { expression: "dyn('::1').family()", message: 'no such overload: family(string)' },
    { expression: 'ip.isCanonical(dyn(1))', message: 'no such overload: ip.isCanonical(int)' },
    { expression: "dyn(ip('::1')) < dyn(ip('::1'))", message: 'no such overload: _<_' },
    { expression: "int(dyn(ip('::1')))", message: 'no such overload: int(net.IP)' },
  ])('$expression', ({ expression, message }) => {
    expect(evaluate(expression)).toMatchObject({ message })
  })
})

describe('in 1.29 there are none', () => {
  test.for([
    { expression: "isIP('::1')", name: 'isIP' },
    { expression: "ip('::1') == ip('::1')", name: 'ip' },
    { expression: 'net.IP', name: 'net' },
  ])('$expression', ({ expression, name }) => {
    const compile = () => programOf(expression, { kubernetesVersion: '1.29' })
    expect(compile).toThrow(`undeclared reference to '${name}'`)
    expect(programOf(expression, { kubernetesVersion: '1.30' }).expression).toBe(expression)
  })
})
