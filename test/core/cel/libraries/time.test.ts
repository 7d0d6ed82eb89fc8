import { describe, expect, test } from 'vitest'
import { evaluate } from '../evaluate.ts'

describe('values', () => {
  test.for([
    "timestamp('2024-12-31T23:59:58.987Z').getFullYear() == 2024",
    "timestamp('2024-12-31T23:59:58.987Z').getMonth() == 11",
    "timestamp('2024-12-31T23:59:58.987Z').getDayOfYear() == 365",
    "timestamp('2024-12-31T23:59:58.987Z').getDayOfMonth() == 30",
    "timestamp('2024-12-31T23:59:58.987Z').getDate() == 31",
    "timestamp('2024-12-31T23:59:58.987Z').getDayOfWeek() == 2",
    "timestamp('2024-12-31T23:59:58.987Z').getHours() == 23",
    "timestamp('2024-12-31T23:59:58.987Z').getMinutes() == 59",
    "timestamp('2024-12-31T23:59:58.987Z').getSeconds() == 58",
    "timestamp('2024-12-31T23:59:58.987Z').getMilliseconds() == 987",
    "timestamp('2024-12-31T23:59:58.987Z').getHours('Europe/Berlin') == 0",
    "timestamp('2024-12-31T23:59:58.987Z').getFullYear('Asia/Tokyo') == 2025",
    "timestamp('2024-12-31T23:59:58.987Z').getHours('-08:00') == 15",
    "timestamp('2024-12-31T23:59:58.987Z').getMinutes('05:30') == 29",
    "timestamp('2024-12-31T23:59:58.987Z').getHours('UTC') == 23",
    "timestamp('2024-12-31T23:59:58.987Z').getHours('') == 23",
    "timestamp('2024-07-01T12:00:00Z').getHours('America/New_York') == 8",
    "timestamp('2024-01-01T12:00:00Z').getHours('America/New_York') == 7",
    "timestamp('0001-01-01T00:00:00Z').getFullYear() == 1",
    "timestamp('0001-01-01T00:00:00Z').getDayOfYear('Europe/Berlin') == 0",
    "timestamp('1582-10-10T00:00:00Z').getDate('Europe/Berlin') == 10",
    "timestamp('2024-01-01T12:00:00Z').getMinutes('05:77') == 17",
    "duration('90m').getHours() == 1",
    "duration('90m').getMinutes() == 90",
    "duration('90s').getSeconds() == 90",
    "duration('1.5s').getMilliseconds() == 1500",
    "duration('-90m').getHours() == -1",
    "duration('-1ns').getSeconds() == 0",
    "duration('1709231399999999999ns').getSeconds() == 1709231400",
    "duration('-1709231399999999999ns').getMinutes() == -28487190",
    "duration('1709229599999999999ns').getHours() == 474786",
    "duration('1709231399999999999ns').getMilliseconds() == 1709231399999",
    "(timestamp('1970-01-01T00:00:00Z') - timestamp('2024-02-29T23:59:59.999999999+05:30')).getSeconds() == -1709231400",
  ])('%s', (expression) => {
    expect(evaluate(expression)).toBe(true)
  })
})

describe('errors', () => {
  test.for([
    {
      expression: "timestamp('2024-12-31T23:59:58.987Z').getHours('Mars/Phobos')",
      message: 'unknown time zone Mars/Phobos',
    },
    {
      expression: "timestamp('2024-12-31T23:59:58.987Z').getHours('../Mars')",
      message: 'time: invalid location name',
    },
    {
      expression: "timestamp('2024-12-31T23:59:58.987Z').getHours('99999999999999999999:00')",
      message: 'strconv.Atoi: parsing "99999999999999999999": value out of range',
    },
    { expression: 'dyn(1).getHours()', message: 'no such overload: getHours(int)' },
    { expression: "dyn('a').getFullYear()", message: 'no such overload: getFullYear(string)' },
  ])('$expression', ({ expression, message }) => {
    expect(evaluate(expression)).toMatchObject({ message })
  })
})
