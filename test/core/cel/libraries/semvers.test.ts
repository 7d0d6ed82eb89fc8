import { describe, expect, test } from 'vitest'
import { evaluate, programOf } from '../evaluate.ts'

describe('values', () => {
  test.for([
    "isSemver('1.0.0') && isSemver('0.1.0-alpha.1') && isSemver('1.2.3-a-b.0+build.007')",
    "!isSemver('v1.0.0') && !isSemver('1.0') && !isSemver('01.0.0') && !isSemver('1.0.0-01') && !isSemver('')",
    "isSemver('v1.0', true) && isSemver('01.02.03', true) && isSemver('1', true) && isSemver('v01', true)",
    "!isSemver('1-a', true) && !isSemver('V1', true) && !isSemver('hello', true) && !isSemver('1.0', false)",
    "semver('v01.1', true) == semver('1.1.0') && semver('000.00.0', true) == semver('0.0.0')",
    "semver('1.2.3').major() == 1 && semver('1.2.3').minor() == 2 && semver('1.2.3-4').patch() == 3",
    "semver('18446744073709551615.9223372036854775808.9223372036854775807').major() == -1",
    "semver('18446744073709551615.9223372036854775808.0').minor() == -9223372036854775808",
    "semver('1.2.3').isLessThan(semver('1.2.4')) && semver('1.10.0').isGreaterThan(semver('1.9.0'))",
    "!semver('1.2.3').isLessThan(semver('1.2.3')) && !semver('1.2.3').isGreaterThan(semver('1.2.3'))",
    "semver('1.0.0-alpha').compareTo(semver('1.0.0')) == -1 && semver('1.0.0').compareTo(semver('1.0.0-alpha')) == 1",
    "semver('1.0.0-alpha').isLessThan(semver('1.0.0-alpha.1')) && semver('1.0.0-1').isLessThan(semver('1.0.0-a'))",
    "semver('1.0.0-9').isLessThan(semver('1.0.0-10')) && semver('1.0.0-a9').isGreaterThan(semver('1.0.0-a10'))",
    "semver('1.0.0-rc.1').compareTo(semver('1.0.0-rc.1')) == 0 && semver('1.0.0-b').isGreaterThan(semver('1.0.0-a.9'))",
    "semver('1.0.0+a') == semver('1.0.0+b') && semver('1.0.0-a') != semver('1.0.0-b')",
    "type(semver('1.0.0')) == type(semver('2.0.0'))",
  ])('%s', (expression) => {
    expect(evaluate(expression)).toBe(true)
  })
})

describe('errors', () => {
  test.for([
    { text: '', message: 'Version string empty' },
    { text: '1.2', message: 'No Major.Minor.Patch elements found' },
    { text: 'v1.2.3', message: 'Invalid character(s) found in major number "v1"' },
    { text: '1.é.3', message: 'Invalid character(s) found in minor number "é"' },
    { text: '1.2.x', message: 'Invalid character(s) found in patch number "x"' },
    { text: '01.2.3', message: 'Major number must not contain leading zeroes "01"' },
    { text: '1.02.3', message: 'Minor number must not contain leading zeroes "02"' },
    { text: '1.2.00-a', message: 'Patch number must not contain leading zeroes "00"' },
    { text: '..', message: 'strconv.ParseUint: parsing "": invalid syntax' },
    {
      text: '18446744073709551616.0.0',
      message: 'strconv.ParseUint: parsing "18446744073709551616": value out of range',
    },
    { text: '1.2.3-', message: 'Prerelease is empty' },
    { text: '1.2.3-a..b', message: 'Prerelease is empty' },
    {
      text: '1.2.3-01',
      message: 'Numeric PreRelease version must not contain leading zeroes "01"',
    },
    { text: '1.2.3-a_b', message: 'Invalid character(s) found in prerelease "a_b"' },
    {
      text: '1.2.3-18446744073709551616',
      message: 'strconv.ParseUint: parsing "18446744073709551616": value out of range',
    },
    { text: '1.2.3+', message: 'Build meta data is empty' },
    { text: '1.2.3+a_b', message: 'Invalid character(s) found in build meta data "a_b"' },
  ])('$text', ({ text, message }) => {
    expect(evaluate('semver(object)', text)).toMatchObject({ message })
    expect(evaluate('isSemver(object)', text)).toBe(false)
  })

  test.for([
    {
      expression: "semver('1.2-a', true)",
      message: 'short version cannot contain PreRelease/Build meta data',
    },
    {
      expression: "semver('é', true)",
      message: 'Invalid character(s) found in major number "0é"',
    },
    {
      expression: "semver('', true)",
      message: 'strconv.ParseUint: parsing "": invalid syntax',
    },
    { expression: 'semver(dyn(1))', message: 'no such overload: semver(int)' },
    { expression: "semver('1.0.0', dyn(1))", message: 'no such overload: semver(string, int)' },
    {
      expression: "semver('1.0.0').compareTo(dyn(quantity('1')))",
      message: 'no such overload: compareTo(kubernetes.Semver, kubernetes.Quantity)',
    },
    { expression: "dyn('1.0.0').major()", message: 'no such overload: major(string)' },
  ])('$expression', ({ expression, message }) => {
    expect(evaluate(expression)).toMatchObject({ message })
  })
})

describe('in 1.32 there are none', () => {
  test.for(["semver('1.0.0')", "isSemver('1.0.0', true)"])('%s', (expression) => {
    const compile = () => programOf(expression, { kubernetesVersion: '1.32' })
    expect(compile).toThrow(/undeclared reference to '(semver|isSemver)'/)
    expect(programOf(expression, { kubernetesVersion: '1.33' }).expression).toBe(expression)
  })
})
