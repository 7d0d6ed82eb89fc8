/** A namespace, and what its labels ask for. */
export interface Standards {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
}

/** `ENFORCE AUDIT WARN`; versions at which controls changed, and one that is still to come. */
const asked = [
  'baseline:latest restricted:latest restricted:v1.24',
  'restricted:latest baseline:v1.0 baseline:v1.0',
  'restricted:v1.7 restricted:v1.8 restricted:v1.18',
  'restricted:v1.19 restricted:v1.21 restricted:v1.22',
  'baseline:v1.25 restricted:v1.25 restricted:v1.26',
  'baseline:v1.27 baseline:v1.29 restricted:v1.30',
  'baseline:v1.31 baseline:v1.32 restricted:v1.33',
  'restricted:v1.34 restricted:v1.35 restricted:v1.36',
  'privileged:latest restricted:v1.23 baseline:v1.24',
  'baseline:v1.37 restricted:v1.37 restricted:v1.38',
]

export const standards: readonly Standards[] = asked.map((text, index) => ({
  name: `standards-${index}`,
  labels: Object.fromEntries(
    text.split(' ').flatMap((standard, place) => {
      const [level = '', version = ''] = standard.split(':')
      const label = `pod-security.kubernetes.io/${['enforce', 'audit', 'warn'][place]}`
      return [
        [label, level],
        [`${label}-version`, version],
      ]
    }),
  ),
}))
