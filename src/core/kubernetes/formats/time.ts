/** A day of the calendar, as `2006-01-02`. */
export function isDate(text: string): boolean {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  return (
    Number(month) >= 1 && Number(day) >= 1 && Number(day) <= daysOf(Number(year), Number(month))
  )
}

const days: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function daysOf(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return (days[month - 1] ?? 0) + (month === 2 && isLeap ? 1 : 0)
}

/** A date, a `T` and a time of the day with its zone. https://github.com/kubernetes/kube-openapi/blob/master/pkg/validation/strfmt/time.go */
export function isDateTime(text: string): boolean {
  const [date = '', time] = text.toLowerCase().split('t', 2)
  if (time === undefined || !isDate(date)) return false
  const pattern = /^(\d{2}):(\d{2}):(\d{2})(?:[^\n]\d+)?(?:z|[+-]\d{2}:\d{2})$/u
  const [, hours = '99', minutes = '', seconds = ''] = pattern.exec(time) ?? []
  return hours <= '23' && minutes <= '59' && seconds <= '59'
}

const goDuration = /^[+-]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/
const largest = 2n ** 63n - 1n

/**
 * A duration as Go writes it, or any text in which a number with a unit stands, from `ns` to `weeks`.
 * https://github.com/kubernetes/kube-openapi/blob/master/pkg/validation/strfmt/duration.go
 */
export function isDuration(text: string): boolean {
  if (goDuration.test(text) && [...text.matchAll(/(?<![.\d])\d+/g)].every(fitsInt64)) return true
  const amounts = amountsOf(text)
  return (
    amounts.every(([digits]) => fitsInt64([digits])) && amounts.some(([, unit]) => isUnit(unit))
  )
}

function fitsInt64([digits]: readonly string[]): boolean {
  return BigInt(digits ?? '') <= largest
}

function amountsOf(text: string): readonly (readonly [digits: string, unit: string])[] {
  return [...text.matchAll(/\d+/g)].flatMap((found) => {
    const unit = /[\t\n\f\r ]*([A-Za-zµ]+)/y
    unit.lastIndex = found.index + found[0].length
    const name = unit.exec(text)?.[1]
    return name === undefined ? [] : [[found[0], name] as const]
  })
}

/** The short names, and what begins with the last, longest one. */
const units: readonly { readonly names: readonly string[]; readonly start: string }[] = [
  { names: ['ns'], start: 'nano' },
  { names: ['us', 'µs'], start: 'micro' },
  { names: ['ms'], start: 'milli' },
  { names: ['s'], start: 'sec' },
  { names: ['m'], start: 'min' },
  { names: ['h', 'hr'], start: 'hour' },
  { names: ['d'], start: 'day' },
  { names: ['w', 'wk'], start: 'week' },
]

function isUnit(name: string): boolean {
  const unit = name.toLowerCase()
  return units.some(({ names, start }) => names.includes(unit) || unit.startsWith(start))
}
