/** The body of a 500: what happened is for the log. */
export const internalError = {
  code: 'internal',
  message: 'the server failed; its log says why',
} as const
