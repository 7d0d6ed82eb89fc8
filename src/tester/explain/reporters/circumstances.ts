import type { MeetingReport } from '../explain-report.ts'
import type { Detail } from './tree-lines.ts'

/** What is judged, in which round, by which binding and with which params, as far as that is not what one expects. */
export function circumstancesText(
  { round, subject, binding, params, outcome }: MeetingReport,
  detail: Detail,
): string {
  const again = outcome === 'unchanged' ? 'run again: changes nothing more' : 'run again'
  const bound = binding === null || binding.kind === 'own' ? '' : `binding ${binding.name}`
  return [round === 2 ? again : '', subjectText(subject), bound, paramsText(params, detail)]
    .filter((part) => part !== '')
    .join(', ')
}

function subjectText({ kind, path, apiVersion }: MeetingReport['subject']): string {
  switch (kind) {
    case 'pod-template':
      return `the Pod of ${path}`
    case 'other-version':
      return `the object as ${apiVersion}`
    case 'request':
      return ''
  }
}

function paramsText(params: MeetingReport['params'], detail: Detail): string {
  if (params === null) return ''
  const { source, kind, namespace, name, selector } = params
  const which = [namespace, name === '' ? selector : name].filter((part) => part !== '').join('/')
  switch (source) {
    case 'object':
      return `params ${kind} ${which}`
    case 'inline':
      return detail === 'all' ? 'params of the policy itself' : ''
    case 'none':
      return 'no params'
    case 'none-found':
      return `params ${kind} ${which}, which is not there`
  }
}
