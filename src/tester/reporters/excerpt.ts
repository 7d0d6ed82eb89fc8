/** An excerpt taken apart: a line of the text, and what of it is meant. Columns count from 0. */
export interface Excerpt {
  /** `12 | `. */
  readonly gutter: string
  readonly line: string
  readonly start: number
  readonly length: number
}

/** The parts of an excerpt as problems and findings have it; undefined where it is none. */
export function parseExcerpt(text: string): Excerpt | undefined {
  const [first = '', second = ''] = text.split('\n')
  const [gutter] = /^\d+ \| /.exec(first) ?? []
  const carets = /\^+$/.exec(second)
  if (gutter === undefined || carets === null) return undefined
  const start = carets.index - gutter.length
  return { gutter, line: first.slice(gutter.length), start, length: carets[0].length }
}

/** The excerpt in so many columns: what does not fit is cut, so that the place that is meant stays. */
export function clipExcerpt(text: string, columns: number): string {
  const excerpt = parseExcerpt(text)
  const room = columns - (excerpt?.gutter.length ?? 0)
  if (excerpt === undefined || excerpt.line.length <= room || room < smallestRoom) return text
  return printExcerpt(clipped(excerpt, room))
}

const smallestRoom = 10

function clipped({ gutter, line, start, length }: Excerpt, room: number): Excerpt {
  const shownLength = Math.min(length, Math.ceil(room / 2))
  const isNear = start + shownLength < room
  const from = isNear ? 0 : start - Math.floor((room - shownLength) / 2)
  const end = from + room
  const isCut = end < line.length
  const head = from > 0 ? `…${line.slice(from + 1, end)}` : line.slice(0, end)
  const shown = isCut ? `${head.slice(0, room - 1)}…` : head
  const place = start - from
  return { gutter, line: shown, start: place, length: Math.min(length, shown.length - place) }
}

function printExcerpt({ gutter, line, start, length }: Excerpt): string {
  const blank = ' '.repeat(gutter.length - 2)
  const padding = line.slice(0, start).replaceAll(/[^\t]/g, ' ')
  return `${gutter}${line}\n${blank}| ${padding}${'^'.repeat(Math.max(1, length))}`
}
