/** A table of a page: its columns, and its rows by column. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
}

type Row = ReadonlyMap<string, string>

/** The tables of a text in Markdown; a pipe within a cell has a backslash. */
export function tablesOf(text: string): readonly Table[] {
  const blocks = [...text.matchAll(/(?:^\|.*\n?)+/gm)].map(([block]) => block.trim().split('\n'))
  return blocks.map(([head = '', , ...lines]) => {
    const columns = cellsOf(head)
    const rows = lines.map((line) => {
      const cells = cellsOf(line)
      return new Map(columns.map((column, index) => [column, cells[index] ?? '']))
    })
    return { columns, rows }
  })
}

function cellsOf(line: string): readonly string[] {
  const [, ...cells] = line.split(/(?<!\\)\|/)
  return cells.slice(0, -1).map((cell) => cell.trim().replaceAll('\\|', '|'))
}

/** What stands in code style in a cell. */
export function textIn(cell = ''): string {
  const [, long, short] = /^`` ?(.+?) ?``$|^`([^`]+)`$/.exec(cell) ?? []
  const text = long ?? short
  if (text === undefined) throw new Error(`no code: ${cell}`)
  return text
}
