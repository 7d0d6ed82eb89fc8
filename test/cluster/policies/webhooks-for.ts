import type { JsonObject } from '#src/core/index.ts'
import { webhookName } from './normal-form.ts'
import { isolation, type PlacedCase } from './policy-case.ts'
import { webhookConfiguration } from './registrations.ts'
import type { SallyportSide } from './sallyport-side.ts'
import { filledObject } from './space.ts'

/** Webhook configurations of both kinds that lead everything in Sallyport's space of each case to its door. */
export function webhooksFor(
  placed: readonly PlacedCase[],
  { urlFor, ca }: Pick<SallyportSide, 'urlFor' | 'ca'>,
): readonly JsonObject[] {
  const entry = (
    { policyCase: { family, version }, slot }: PlacedCase,
    door: 'validate' | 'mutate',
  ) => ({
    name: webhookName(slot),
    ...filledObject(isolation(family) as JsonObject, slot, 'hook'),
    clientConfig: { url: urlFor(slot, door), caBundle: Buffer.from(ca).toString('base64') },
    admissionReviewVersions: ['v1'],
    sideEffects: 'None',
    failurePolicy: 'Fail',
    timeoutSeconds: 30,
    matchPolicy: version === undefined ? 'Exact' : 'Equivalent',
    rules: [
      {
        apiGroups: version === undefined ? ['*'] : [family.group],
        apiVersions: [version ?? '*'],
        resources: ['*/*'],
        operations: ['*'],
        scope: family.scope,
      },
    ],
  })
  return [
    webhookConfiguration(
      'ValidatingWebhookConfiguration',
      'arena',
      placed.map((one) => entry(one, 'validate')),
    ),
    webhookConfiguration(
      'MutatingWebhookConfiguration',
      'arena',
      placed.map((one) => entry(one, 'mutate')),
    ),
  ]
}
