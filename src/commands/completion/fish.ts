import type { CommandForm } from '../../settings/arguments.ts'
import { type CompletedFlag, flagsOf, type Shell } from './shell.ts'

/** A line for each flag: https://fishshell.com/docs/current/cmds/complete.html */
export const fish: Shell = {
  name: 'fish',
  load: 'sallyport completion fish | source',
  script: (commands) =>
    [
      'complete -c sallyport -f -n __fish_use_subcommand',
      ...commands.map(
        ({ name, summary }) =>
          `complete -c sallyport -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
      ),
      ...commands.flatMap(linesOf),
      '',
    ].join('\n'),
}

function linesOf(form: CommandForm): readonly string[] {
  const inside = `complete -c sallyport -n '__fish_seen_subcommand_from ${form.name}'`
  const operands = form.operandWords === undefined ? [] : [`-f -a ${wordsText(form.operandWords)}`]
  return [
    ...flagsOf(form).map((flag) => `${inside} ${flagText(flag)}`),
    ...operands.map((text) => `${inside} ${text}`),
  ]
}

function flagText({ flag, description, value }: CompletedFlag): string {
  const head = `-l ${flag.slice(2)} -d ${quoted(description)}`
  if (value === 'none') return head
  if (value === 'path') return `${head} -r -F`
  return typeof value === 'string' ? `${head} -x` : `${head} -x -a ${wordsText(value)}`
}

function wordsText(words: readonly string[]): string {
  return quoted(words.join(' '))
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, (character) => `\\${character}`)}'`
}
