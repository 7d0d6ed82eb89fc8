import {
  type DestinationStream,
  type Logger as PinoLogger,
  pino,
  stdSerializers,
  stdTimeFunctions,
} from 'pino'

/** One JSON object a line. `error` fields are written with type, message, stack and cause. */
export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error'>

export interface LoggerOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  readonly destination: DestinationStream
}

export function createLogger({ level, destination }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: { process: 'sallyport' },
      errorKey: 'error',
      serializers: { error: stdSerializers.errWithCause },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  )
}
