import { choice, count, duration, lifetime, one, text, timeout, toggle } from './parse.ts'
import type { SettingsTable } from './setting.ts'
import { webhookSettings } from './webhook-settings.ts'

/** What `sallyport serve` needs beside a cluster to be one of its admission webhooks; given without --cluster it is an error. */
export const inClusterSettings = {
  ...webhookSettings,
  manageWebhooks: toggle(
    'Write the webhook configurations, statuses and reports of the cluster, where no other replica does. Without it the settings from --namespace to --events do nothing.',
  ),
  certificateMode: one(
    choice('MODE', ['self-managed', 'secret', 'cert-manager'] as const),
    'self-managed',
    'Who makes the certificate of the Secret: Sallyport, you, or cert-manager. With --cert-file no Secret is read.',
  ),
  certificateSecret: one(
    text('NAME'),
    'sallyport-certificate',
    'The Secret of the certificate, in the own namespace.',
  ),
  certificateLifetime: one(
    lifetime,
    '2160h',
    'How long a self-managed certificate holds; it is renewed after two thirds of that.',
  ),
  authorityLifetime: one(lifetime, '8760h', 'The same of the authority that signs it.'),
  authoritySettle: one(
    duration,
    '30s',
    'How long every API server is given to trust a new authority before it signs.',
  ),
  authorityOverlap: one(
    lifetime,
    '24h',
    'How long an authority that signs no more is still trusted.',
  ),
  caFile: one(
    text('PATH'),
    undefined,
    'The authorities of --cert-file, PEM, for the webhook configurations. Read again when the certificate changes.',
  ),
  lease: one(
    text('NAME'),
    'sallyport',
    'The Lease in the own namespace by which one of the replicas is chosen to write what is written once.',
  ),
  leaseDuration: one(
    timeout,
    '15s',
    'How long that replica may be silent before another one takes its place.',
  ),
  scanInterval: one(
    duration,
    '1h',
    'How often everything that runs is judged, for reports; 0: never.',
  ),
  scanRate: one(count, '50', 'How many objects are judged for that in a second, at most.'),
  events: toggle('Tell of denials by events about the refused objects.'),
} as const satisfies SettingsTable
