/** How an error is written. */
interface ErrorFields {
  readonly type: string
  readonly message: string
  readonly code?: string
  readonly stack_trace?: string
  readonly cause?: ErrorFields
}

/** So many causes of causes are told. */
const maxCauses = 5

/**
 * An error by ECS' names, with its causes. Of what else hangs on it nothing is written: of a broken connection that may be the
 * bytes that came, of a cluster's answer its headers. https://www.elastic.co/docs/reference/ecs/ecs-error
 */
export function errorFields(error: unknown, causes = maxCauses): ErrorFields {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) }
  const { code } = error as NodeJS.ErrnoException
  return {
    type: error.constructor.name,
    message: error.message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(error.stack === undefined ? {} : { stack_trace: error.stack }),
    ...(error.cause === undefined || causes === 0
      ? {}
      : { cause: errorFields(error.cause, causes - 1) }),
  }
}
