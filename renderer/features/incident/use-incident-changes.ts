import { useMemo, useState } from 'react';
import type { Status } from '#shared/domain/events/index.ts';
import { isOddMove } from '#shared/domain/lifecycle.ts';
import type { Outcome } from '#shared/domain/outcome.ts';
import { useAttempt } from '../../components/index.ts';
import { useStoreApi } from '../../store/index.ts';
import { statusWord } from './status-words.ts';

/** A change that asks for a reason first. */
export interface OddMove {
  readonly title: string;
  readonly description: string;
  readonly confirm: string;
  apply(reason: string): void;
}

/** What a person can do to the incident from its header. The same object as long as the header is there. */
export interface IncidentActions {
  acknowledge(): void;
  changeStatus(to: Status): void;
  changeSeverity(to: string): void;
}

/** What the header does to the incident, the question it may ask first, and the problem it may meet. */
export function useIncidentChanges() {
  const store = useStoreApi();
  const { busy, problem, attempt, dismissProblem } = useAttempt();
  const [question, setQuestion] = useState<OddMove>();

  const actions = useMemo<IncidentActions>(() => {
    const send = async (change: Promise<Outcome<unknown>>): Promise<boolean> => {
      const done = await attempt(change);
      setQuestion(undefined);
      return done;
    };
    const move = async (to: Status, reason?: string) => {
      const done = await send(store.getState().changeStatus(to, reason));
      if (!done || to !== 'resolved') return;
      store.getState().showToast({
        tone: 'ok',
        message: 'Resolved. The clocks have stopped.',
        detail: 'The post-mortem can be exported now.',
      });
    };
    return {
      acknowledge: () => void send(store.getState().acknowledge()),
      changeSeverity: (to) => {
        if (to !== store.getState().incident?.severity) void send(store.getState().changeSeverity(to));
      },
      changeStatus: (to) => {
        const from = store.getState().incident?.status;
        if (from === undefined || from === to) return;
        if (isOddMove(from, to)) setQuestion(oddMove(from, to, (reason) => void move(to, reason)));
        else void move(to);
      },
    };
  }, [store, attempt]);

  return {
    actions,
    busy,
    problem,
    question,
    dismissProblem,
    dismissQuestion: () => setQuestion(undefined),
  };
}

function oddMove(from: Status, to: Status, apply: (reason: string) => void): OddMove {
  return {
    title: `From ${from} to ${to}?`,
    description:
      to === 'closed'
        ? 'It was never resolved. It can be closed all the same.'
        : 'That is a step back. It is recorded, and nothing is lost.',
    confirm: `Set to ${statusWord(to)}`,
    apply,
  };
}
