import { plural } from '#shared/domain/plural.ts';
import { Skeleton } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';

/** The team's own rules by which commands are judged: where they stand, how many hold, and what is wrong with them. */
export function RiskRules() {
  const rules = useStore((state) => state.riskRules);
  return (
    <section aria-labelledby="risk-rules">
      <h3 id="risk-rules" className="font-semibold">
        Risk rules
      </h3>
      <p className="mb-2 text-small text-ink-2">
        Which commands only read and which are dangerous. Rules of your team stand in a file beside the shipped ones and
        hold as soon as it is saved.
      </p>
      {rules === undefined ? (
        <Skeleton className="h-9" />
      ) : (
        <div className="rounded-md border border-line px-3 py-1.5">
          <p className="flex items-baseline gap-2">
            <span className="min-w-0 flex-1 font-mono text-small text-ink-2 wrap-anywhere">{rules.path}</span>
            <span className="figure shrink-0 text-small text-ink-2">{plural(rules.ruleCount, 'rule')}</span>
          </p>
          {rules.problems.length > 0 && (
            <ul aria-label="Problems of the rules" className="mt-1 text-small text-warn">
              {rules.problems.map(({ line, message }) => (
                <li key={`${line} ${message}`} className="wrap-anywhere">
                  <span className="figure">line {line}</span>: {message}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </section>
  );
}
