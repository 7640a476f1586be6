import { showInvisible } from '#shared/domain/visible-text.ts';
import type { ParameterValues } from './parameters.ts';
import { commandPieces } from './steps.ts';

interface Props {
  readonly command: string;
  readonly parameters: readonly string[];
  readonly values: ParameterValues;
}

/** A command with the places of its parameters marked, or their values where they are known. Nothing in it hides. */
export function CommandText({ command, parameters, values }: Props) {
  let offset = 0;
  return commandPieces(command, parameters).map(({ text, parameter }) => {
    const key = offset;
    offset += text.length;
    if (parameter === undefined) return showInvisible(text);
    const value = values[parameter];
    return (
      <span
        key={key}
        className={value ? 'text-accent' : 'text-warn'}
        title={value ? parameter : `${parameter}: asked before it runs`}
      >
        {showInvisible(value || parameter)}
      </span>
    );
  });
}
