import { Composer, type CST, type Document, Lexer, Parser } from 'yaml'

/**
 * How deep values may nest. kubectl takes 10,000 levels; the parser here recurses, and an engine that meets the end of its
 * stack may end the process rather than throw, so the bound is far from it and far from what anybody writes.
 */
export const maximumDepth = 1000

/** Every scalar stays text here: `yamlValue` resolves them as kubectl does. */
const options = {
  version: '1.1',
  schema: 'failsafe',
  merge: false,
  uniqueKeys: false,
  logLevel: 'silent',
  prettyErrors: false,
  keepSourceTokens: false,
} as const

/** The trees of a text's documents, with their errors; undefined where it nests too deeply. */
export function parseYaml(text: string): readonly Document[] | undefined {
  const parser = new Parser()
  const tokens: CST.Token[] = []
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token)
    if (parser.stack.length > maximumDepth) return undefined
  }
  for (const token of parser.end()) tokens.push(token)
  return [...new Composer(options).compose(tokens)] as readonly Document[]
}
