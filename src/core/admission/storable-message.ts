import { redactedText, secretTextsIn } from './redacted-request.ts'
import type { Request } from './request.ts'

/**
 * Messages about a request as they may be kept where more people read them than may read the object. Of a Secret nothing is
 * told that an expression may have made of its values; of other objects what is secret by its name is not quoted as a whole.
 */
export function storableMessages(
  request: Pick<Request, 'kind' | 'object' | 'oldObject'>,
): (message: string) => string {
  const { group, kind } = request.kind
  if (group === '' && kind === 'Secret') return () => withheld
  const secrets = secretTextsIn(request)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .filter((secret) => secret.length >= shortestSecret)
  return (message) =>
    secrets.reduce((text, secret) => text.replaceAll(secret, redactedText), message)
}

const withheld = 'the message is not shown, for it may hold a value of the Secret'

/** What is shorter stands in any text. */
const shortestSecret = 4
