import { XMLBuilder } from 'fast-xml-parser'
import { oneLine } from './one-line.ts'
import { printable } from './printable.ts'

/** An element: attributes in their order, then a text or other elements. */
export interface XmlElement {
  readonly name: string
  readonly attributes?: Readonly<Record<string, string | number>>
  readonly content?: string | readonly XmlElement[]
}

/** The document with that root, its last line ended. What XML 1.0 cannot hold, or would steer a terminal, is replaced. */
export function xmlText(root: XmlElement): string {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>'
  return `${declaration}\n${String(builder.build([nodeOf(root)])).trim()}\n`
}

const attributePrefix = '@'

const builder = new XMLBuilder({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: attributePrefix,
  format: true,
  indentBy: '  ',
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
})

/** How the library takes elements where their order counts. */
function nodeOf({ name, attributes = {}, content = [] }: XmlElement): object {
  const given = Object.entries(attributes).map(([attribute, value]) => [
    `${attributePrefix}${attribute}`,
    oneLine(cleaned(String(value))),
  ])
  const children =
    typeof content === 'string' ? [{ '#text': cleaned(content) }] : content.map(nodeOf)
  return { [name]: children, ':@': Object.fromEntries(given) }
}

/** https://www.w3.org/TR/xml/#charsets; readers make a line feed of every carriage return. */
function cleaned(text: string): string {
  return printable(text.replaceAll(/\r\n?/g, '\n')).replaceAll(unfit, '\ufffd')
}

const unfit = /[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
