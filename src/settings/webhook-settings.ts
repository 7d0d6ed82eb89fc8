import { many, one, seconds, text } from './parse.ts'
import type { SettingsTable } from './setting.ts'

/** What the webhook configurations of a cluster are made with. */
export const webhookSettings = {
  namespace: one(
    text('NAMESPACE'),
    undefined,
    'The namespace that Sallyport runs in, of which nothing is intercepted; without one that of the Pod, else sallyport.',
  ),
  service: one(
    text('NAME'),
    'sallyport',
    'The Service in that namespace by which the API server reaches Sallyport, at its port 443.',
  ),
  webhookUrl: one(
    text('URL'),
    undefined,
    'Where the API server reaches Sallyport instead, https://HOST:PORT without a path.',
  ),
  webhookName: one(
    text('NAME'),
    'sallyport',
    'The name of the ValidatingWebhookConfiguration and the MutatingWebhookConfiguration.',
  ),
  webhookTimeout: one(
    seconds,
    '5s',
    'How long the API server waits for an answer, from 1s to 30s; then the failure policy decides.',
  ),
  exemptNamespace: many(
    text('NAMESPACE'),
    [],
    'Namespace of which nothing is intercepted, beside the own one, kube-system and kube-node-lease; may be repeated.',
  ),
} as const satisfies SettingsTable
