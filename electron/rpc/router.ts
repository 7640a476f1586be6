import type { Router } from '@orpc/server';
import { implement, ORPCError } from '@orpc/server';
import { StandardRPCHandler } from '@orpc/server/standard';
import { contract } from '#shared/contract/index.ts';
import type { CallOptions, Handlers } from './handlers.ts';

/** One service per feature of the contract. */
export type Services = { readonly [Feature in keyof typeof contract]: Handlers<Feature> };

export type RpcHandler = StandardRPCHandler<Record<never, never>>;

/** What every procedure looks like once its own types are forgotten; `Services` has checked them before. */
type AnyHandler = (input: unknown, options: CallOptions) => unknown;
type AnyFeature = Record<
  string,
  { handler(run: (call: { input: unknown; signal?: AbortSignal }) => unknown): unknown }
>;

/**
 * Maps every procedure of the contract onto the function of the same name in the service of the same name. Inputs are
 * checked by the contract before the service sees them, outputs before they leave. `onBug` hears of what a service threw.
 */
export function createRpcHandler(
  services: Services,
  onBug: (procedure: string, error: unknown) => void = () => {},
): RpcHandler {
  const implementer = implement(contract) as unknown as Record<string, AnyFeature>;
  const router: Record<string, Record<string, unknown>> = {};
  for (const [feature, procedures] of Object.entries(contract)) {
    const service = services[feature as keyof Services] as unknown as Record<string, AnyHandler>;
    router[feature] = {};
    for (const name of Object.keys(procedures)) {
      router[feature][name] = implementer[feature]?.[name]?.handler(({ input, signal }) =>
        service[name]?.(input, { signal: signal ?? NEVER }),
      );
    }
  }
  return new StandardRPCHandler(router as Router<typeof contract, Record<never, never>>, {
    clientInterceptors: [
      async (call) => {
        try {
          return await call.next();
        } catch (error) {
          if (!call.signal?.aborted && !isRefusedInput(error)) onBug(call.path.join('.'), error);
          throw error;
        }
      },
    ],
  });
}

/** For callers that cannot go away. */
const NEVER = new AbortController().signal;

/** The page sent what the contract does not allow: its mistake, and it is told. */
function isRefusedInput(error: unknown): boolean {
  return error instanceof ORPCError && error.code === 'BAD_REQUEST';
}
