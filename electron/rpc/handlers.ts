import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import type { contract } from '#shared/contract/index.ts';

type Contract = typeof contract;
type Inputs = InferContractRouterInputs<Contract>;
type Outputs = InferContractRouterOutputs<Contract>;

/** `signal` aborts when the caller goes away; a stream has to end then. */
export interface CallOptions {
  readonly signal: AbortSignal;
}

/** A stream is an async generator here; the contract's own type for it is the class that a client receives. */
type Result<Output> =
  Output extends AsyncIteratorObject<infer Item, unknown, unknown> ? AsyncGenerator<Item, void, void> : Output;

/**
 * What a service offers for its part of the contract: one function per procedure, with the contract's own input and
 * output. A service object `satisfies` it, so a missing procedure does not compile.
 */
export type Handlers<Feature extends keyof Contract> = {
  readonly [Procedure in keyof Contract[Feature]]: Procedure extends keyof Inputs[Feature] & keyof Outputs[Feature]
    ? (
        input: Inputs[Feature][Procedure],
        options: CallOptions,
      ) => Result<Outputs[Feature][Procedure]> | Promise<Result<Outputs[Feature][Procedure]>>
    : never;
};
