import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino'
import { errorFields } from './error-fields.ts'

/** One JSON object a line, by the fields of `logFields`. https://www.elastic.co/docs/reference/ecs/logging/intro */
export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error'>

export interface LoggerOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  readonly destination: DestinationStream
}

/** The release of the Elastic Common Schema whose names these are. */
const ecsVersion = '8.17.0'

export function createLogger({ level, destination }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: { 'ecs.version': ecsVersion, 'service.name': 'sallyport' },
      messageKey: 'message',
      errorKey: 'error',
      serializers: { error: (error: unknown) => errorFields(error) },
      timestamp: () => `,"@timestamp":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ 'log.level': label }) },
    },
    destination,
  )
}
