import type { JsonObject } from '../../source/json-value.ts'
import { nameOf } from '../object.ts'
import { editAt, editItems, itemsOf, listOf, objectAt, textOf } from '../stages/edit.ts'
import type { Controller } from './controller.ts'
import { podCreation, podFromTemplate } from './pod-from-template.ts'

const finalizer = 'batch.kubernetes.io/job-tracking'
const indexKey = 'batch.kubernetes.io/job-completion-index'

/**
 * The Pods of a Job are tracked by a finalizer; those of an indexed one know their index, the first 0.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/job/job_controller.go (manageJob)
 */
export const job: Controller = {
  ...{ group: 'batch', resource: 'jobs', creates: 'Pod' },
  create: (owner) => {
    const pod = editAt(podFromTemplate(owner), ['metadata'], tracked)
    const isIndexed = textOf(objectAt(owner, ['spec']), 'completionMode') === 'Indexed'
    const object = isIndexed ? withIndex(pod, owner) : pod
    return podCreation(owner, { object, account: 'job-controller', unknown: [] })
  },
}

function tracked(metadata: JsonObject): JsonObject {
  const given = listOf(metadata, 'finalizers')
  return given.includes(finalizer) ? metadata : { ...metadata, finalizers: [...given, finalizer] }
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/job/indexed_job_utils.go */
function withIndex(pod: JsonObject, owner: JsonObject): JsonObject {
  const name = nameOf(owner)
  const generateName = `${name.slice(0, maxPrefix - '-0-'.length)}-0-`
  const { backoffLimitPerIndex: limit } = objectAt(owner, ['spec'])
  const counted = limit === undefined ? {} : { 'batch.kubernetes.io/job-index-failure-count': '0' }
  const metadata = editAt(pod, ['metadata'], (given) => ({
    ...given,
    generateName,
    labels: { ...objectAt(given, ['labels']), [indexKey]: '0' },
    annotations: { ...objectAt(given, ['annotations']), [indexKey]: '0', ...counted },
  }))
  return editAt(metadata, ['spec'], (spec) => {
    const told = containerLists.reduce((own, list) => editItems(own, list, withIndexVariable), spec)
    return { ...told, hostname: `${name}-0` }
  })
}

/** https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/storage/names/generate.go (MaxGeneratedNameLength) */
const maxPrefix = 58
const containerLists = ['initContainers', 'containers']
const variable = {
  name: 'JOB_COMPLETION_INDEX',
  valueFrom: { fieldRef: { fieldPath: `metadata.labels['${indexKey}']` } },
}

function withIndexVariable(container: JsonObject): JsonObject {
  const isSet = itemsOf(container, 'env').some((one) => textOf(one, 'name') === variable.name)
  return isSet ? container : { ...container, env: [...listOf(container, 'env'), variable] }
}
