import { ErrorNote } from '../../components/index.ts';

/** Files of the team that can't be used, one line each; what the others say goes on. */
export function FileProblems({ problems }: { readonly problems: readonly string[] }) {
  return problems.map((problem) => (
    <div key={problem} className="border-b border-line px-4 py-2">
      <ErrorNote plain tone="warning" message={problem} />
    </div>
  ));
}
