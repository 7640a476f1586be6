import { type CommandInput, type CommandName, commandSchemas } from '#shared/domain/commands.ts';
import type { OpenCommand } from '#shared/domain/decide/index.ts';

/** One function per command that a page may send as such. */
export type CommandHandlers<Result> = {
  readonly [Name in Exclude<CommandName, 'attach'>]: (
    input: { readonly incidentId: string } & CommandInput<Name>,
  ) => Result;
};

/** Every command goes the same way: to `act`, under its own name. */
export function commandHandlers<Result>(
  act: (incidentId: string, command: OpenCommand) => Result,
): CommandHandlers<Result> {
  const handlers = Object.keys(commandSchemas).map((type) => [
    type,
    ({ incidentId, ...rest }: { readonly incidentId: string }) => act(incidentId, { type, ...rest } as OpenCommand),
  ]);
  return Object.fromEntries(handlers);
}
