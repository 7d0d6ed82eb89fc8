/** A part of a text that holds one document; `start` is where it begins in the text. */
export interface DocumentText {
  readonly start: number
  readonly text: string
  /** What follows the `---` of the part's first line, where nothing may: such a part is not read. */
  readonly afterSeparator?: string
}

/**
 * The documents of a YAML text, split at every line that begins with `---`, whatever it stands in, as kubectl does before
 * it parses any. https://github.com/kubernetes/apimachinery/blob/master/pkg/util/yaml/decoder.go (YAMLReader)
 */
export function splitDocuments(text: string, from: number): readonly DocumentText[] {
  const documents: DocumentText[] = []
  let start = from
  let afterSeparator = ''
  for (const separator of separatorsOf(text, from)) {
    documents.push(documentText(text, [start, separator.start], afterSeparator))
    start = separator.start
    afterSeparator = separator.rest
  }
  documents.push(documentText(text, [start, text.length], afterSeparator))
  return documents
}

interface Separator {
  readonly start: number
  readonly rest: string
}

function* separatorsOf(text: string, from: number): Iterable<Separator> {
  for (const { index, 1: rest = '' } of text.slice(from).matchAll(/^---(.*)$/gm)) {
    if (index === 0 || text[from + index - 1] === '\n') {
      yield { start: from + index, rest: rest.trim() }
    }
  }
}

/** Every line ends with a newline, the last one too; each document may begin with a byte order mark. */
function documentText(
  text: string,
  [start, end]: readonly [number, number],
  afterSeparator: string,
): DocumentText {
  const mark = text.startsWith('\ufeff', start) ? 1 : 0
  const part = text.slice(start + mark, end)
  const document = { start: start + mark, text: part.endsWith('\n') ? part : `${part}\n` }
  const isEmpty = afterSeparator === '' || afterSeparator.startsWith('#')
  return isEmpty ? document : { ...document, afterSeparator }
}
