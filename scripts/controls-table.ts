import { controls } from '../src/core/pod-security/controls.ts'

const columns = ['control', 'level', 'since', 'fields', 'may be', 'but for', 'instead of']

/** The controls of the Pod Security Standards as a table in Markdown: a row for each form and kind of field. */
export function controlsTable(): string {
  const rows = controls.flatMap(({ id, level, versions }) =>
    versions.flatMap(({ since, check, overrides = [] }) =>
      check.restricts.map(({ fields, allowed }) => [
        code(id),
        level,
        since,
        [...new Set(fields.map(shortened))].map(code).join(', '),
        allowed.map(valueText).join(', '),
        check.except ?? '',
        overrides.map(code).join(', '),
      ]),
    ),
  )
  return [columns, columns.map(() => '---'), ...rows].map(lineOf).join('\n')
}

/** The three lists of containers as one. */
function shortened(field: string): string {
  return field.replace(
    /^spec\.(?:containers|initContainers|ephemeralContainers)\[\*\]/,
    'CONTAINER',
  )
}

/** A JSON text as it is, `undefined` as people say it, words as words. */
function valueText(allowed: string): string {
  if (allowed === 'undefined') return 'absent'
  return /^["[{\d]|^(?:true|false)$/.test(allowed)
    ? code(allowed)
    : allowed.replace(/^undefined\b/, 'absent')
}

function code(text: string): string {
  return `\`${text}\``
}

function lineOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}
