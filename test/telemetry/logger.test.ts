import { expect, test } from 'vitest'
import { createLogger } from '#src/telemetry/logger.ts'
import { capture } from '#test/support/capture.ts'

test('a line is one JSON object with level, time and process', () => {
  const { stream, text } = capture()
  createLogger({ level: 'info', destination: stream }).info({ 'event.action': 'x' }, 'hello')
  expect(JSON.parse(text())).toEqual({
    'log.level': 'info',
    '@timestamp': expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    'ecs.version': '8.17.0',
    'service.name': 'sallyport',
    'event.action': 'x',
    message: 'hello',
  })
})

test('an error is written with its cause', () => {
  const { stream, text } = capture()
  const error = new Error('outer', { cause: new TypeError('inner') })
  createLogger({ level: 'info', destination: stream }).error({ error }, 'it failed')
  expect(JSON.parse(text())).toMatchObject({
    'log.level': 'error',
    message: 'it failed',
    error: {
      message: 'outer',
      stack_trace: expect.any(String),
      cause: { type: 'TypeError', message: 'inner' },
    },
  })
})

test('below its level nothing is written', () => {
  const { stream, text } = capture()
  const logger = createLogger({ level: 'warn', destination: stream })
  logger.info({}, 'no')
  logger.debug({}, 'no')
  expect(text()).toBe('')
})
