import { WriteStream } from 'node:tty'
import { afterEach, expect, test, vi } from 'vitest'
import { progressOn } from '#src/commands/progress.ts'
import { capture } from '#test/support/capture.ts'

afterEach(() => void vi.useRealTimers())

/** A terminal, as far as the progress knows one. */
function terminal(hasColors: boolean) {
  const { stream, text } = capture()
  const looks = Object.create(WriteStream.prototype, {
    hasColors: { value: () => hasColors },
    write: { value: (chunk: string) => stream.write(chunk) },
  }) as WriteStream
  return { stream: looks, text }
}

test('long work is told on a terminal, and nothing of it stays', () => {
  vi.useFakeTimers()
  const { stream, text } = terminal(true)
  const { show, erase } = progressOn(stream, 400)
  show(10)
  expect(text()).toBe('')
  vi.advanceTimersByTime(600)
  show(20)
  expect(text()).toBe('\r\u001b[K20 of 400 files judged')
  erase()
  expect(text().endsWith('\r\u001b[K')).toBe(true)
})

test.for([
  { name: 'a pipe', stream: capture() },
  { name: 'a terminal of somebody who wants no colours', stream: terminal(false) },
])('$name is told nothing', ({ stream: { stream, text } }) => {
  vi.useFakeTimers()
  const { show, erase } = progressOn(stream, 400)
  vi.advanceTimersByTime(600)
  show(20)
  erase()
  expect(text()).toBe('')
})
