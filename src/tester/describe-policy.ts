import { fieldOf, type JsonValue, type PolicySet } from '../core/index.ts'
import type { PolicyDescription } from './report.ts'

/** What a policy says of itself. */
export function describePolicy({ policy }: PolicySet['policies'][number]): PolicyDescription {
  const { document } = policy.place
  const annotations = fieldOf(fieldOf(document.value, 'metadata'), 'annotations')
  return {
    kind: policy.kind,
    name: policy.name,
    source: document.source,
    title: annotation(annotations, 'title'),
    description: annotation(annotations, 'description'),
    category: annotation(annotations, 'category'),
    severity: annotation(annotations, 'severity'),
    remedy: annotation(annotations, 'remedy'),
  }
}

function annotation(annotations: JsonValue | undefined, name: string): string | null {
  const text = fieldOf(annotations, `sallyport.dev/${name}`)
  return typeof text === 'string' ? text : null
}
