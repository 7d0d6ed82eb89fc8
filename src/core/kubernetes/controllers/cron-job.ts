import type { JsonObject } from '../../source/json-value.ts'
import { nameOf } from '../object.ts'
import { objectAt } from '../stages/edit.ts'
import { scheduledMinute } from '../stages/placeholders.ts'
import type { Unknown } from '../stages/surroundings.ts'
import { type Controller, shapedLike } from './controller.ts'
import { ownerReference } from './owner-reference.ts'

const template = ['spec', 'jobTemplate']
const scheduled = 'batch.kubernetes.io/cronjob-scheduled-timestamp'

/**
 * A CronJob creates a Job with the labels and annotations of its template, named by the minute for which it is scheduled.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/cronjob/utils.go (getJobFromTemplate2)
 */
export const cronJob: Controller = {
  ...{ group: 'batch', resource: 'cronjobs', creates: 'Job' },
  create: (owner, time) => {
    const described = objectAt(owner, template)
    return {
      kind: 'Job',
      object: jobOf(owner, described, time),
      account: 'cronjob-controller',
      described,
      ...shapedLike(template),
      unknown,
    }
  },
}

function jobOf(owner: JsonObject, described: JsonObject, time: string): JsonObject {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: `${nameOf(owner)}-${scheduledMinute}`,
      labels: objectAt(described, ['metadata', 'labels']),
      annotations: { ...objectAt(described, ['metadata', 'annotations']), [scheduled]: time },
      ownerReferences: [ownerReference(owner)],
    },
    spec: objectAt(described, ['spec']),
  }
}

const unknown: readonly Unknown[] = [
  ['metadata', 'name'],
  ['metadata', 'annotations', scheduled],
].map((path) => ({
  path,
  what: 'the time for which it is scheduled',
  why: 'there is a Job for each',
  substitute: 'placeholder',
}))
