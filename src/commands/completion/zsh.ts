import type { CommandForm } from '../../settings/arguments.ts'
import { type CompletedFlag, flagsOf, type Shell } from './shell.ts'

/** By `_arguments`: https://zsh.sourceforge.io/Doc/Release/Completion-System.html#Completion-Functions */
export const zsh: Shell = {
  name: 'zsh',
  load: 'source <(sallyport completion zsh)',
  script: (commands) => `#compdef sallyport
_sallyport() {
  local -a commands=(
${commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map(commandCase).join('\n')}
  esac
}
compdef _sallyport sallyport
`,
}

function commandCase(form: CommandForm): string {
  const specs = [...flagsOf(form).map(flagSpec), operandSpec(form)]
  return `    ${form.name})
      _arguments -S \\
${specs.map((spec) => `        ${quoted(spec)}`).join(' \\\n')}
      ;;`
}

/** `*`: a flag may be given again; colons and brackets end the parts of a spec. */
function flagSpec({ flag, description, value }: CompletedFlag): string {
  const told = description.replace(/[[\]:\\]/g, (character) => `\\${character}`)
  const head = `*${flag}[${told}]`
  if (value === 'none') return head
  if (value === 'path') return `${head}:path:_files`
  return typeof value === 'string' ? `${head}:value: ` : `${head}:value:(${value.join(' ')})`
}

function operandSpec({ operands, operandWords }: CommandForm): string {
  if (operandWords !== undefined) return `*:operand:(${operandWords.join(' ')})`
  return operands === undefined ? '*: : ' : '*:path:_files'
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
