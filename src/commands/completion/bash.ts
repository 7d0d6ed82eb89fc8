import type { CommandForm } from '../../settings/arguments.ts'
import { flagsOf, type Shell } from './shell.ts'

/** Bash 3.2 and later; names of files wherever nothing else is known. */
export const bash: Shell = {
  name: 'bash',
  load: 'source <(sallyport completion bash)',
  script: (commands) => `_sallyport() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}"
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names(commands)} --help --version" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]} $previous" in
${commands.flatMap(valueCases).join('\n')}
  esac
  case "$current" in
    -*)
      case "\${COMP_WORDS[1]}" in
${commands.map(flagCase).join('\n')}
      esac
      ;;
    *)
      case "\${COMP_WORDS[1]}" in
${commands.flatMap(operandCase).join('\n')}
      esac
      ;;
  esac
}
complete -o default -F _sallyport sallyport
`,
}

function names(commands: readonly CommandForm[]): string {
  return commands.map(({ name }) => name).join(' ')
}

function valueCases(form: CommandForm): readonly string[] {
  return flagsOf(form).flatMap(({ flag, value }) => {
    if (value === 'none') return []
    const reply = typeof value === 'string' ? '' : `${wordsReply(value)}; `
    return [`    "${form.name} ${flag}") ${reply}return ;;`]
  })
}

function flagCase(form: CommandForm): string {
  return `        ${form.name}) ${wordsReply(flagsOf(form).map(({ flag }) => flag))} ;;`
}

function operandCase({ name, operandWords }: CommandForm): readonly string[] {
  return operandWords === undefined ? [] : [`        ${name}) ${wordsReply(operandWords)} ;;`]
}

function wordsReply(words: readonly string[]): string {
  return `COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$current"))`
}
