import type { RunningPrometheus } from '../support/prometheus.ts';

/** Readers of the exported Markdown, which look at it as a stranger would: by its headings and tables. */

export interface ExportedSample {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly value: number;
}

/** The query and the samples of the first series of a graph that was kept, without the newest. */
export function readGraph(markdown: string, title: string): { query: string; samples: ExportedSample[] } {
  const section = markdown.split(/^### /m).find((part) => part.startsWith(`${title}\n`)) ?? '';
  const query = /^`{3,}promql\n(.*?)\n`{3,}$/ms.exec(section)?.[1] ?? '';
  const samples = [...section.matchAll(/^\| (\d{4}-\d\d-\d\dT[\d:.]+Z) \| ([-+.\de]+) \|/gm)].map(
    ([, at = '', value]) => ({
      at,
      value: Number(value),
    }),
  );
  // While the newest was asked for, a scrape of the same instant may still have been on its way.
  return { query, samples: samples.slice(0, -1) };
}

/** What Prometheus itself answers to `query` at the instants of `samples`. */
export async function askPrometheus(
  prometheus: RunningPrometheus,
  query: string,
  samples: readonly ExportedSample[],
): Promise<ExportedSample[]> {
  return Promise.all(
    samples.map(async ({ at }) => {
      const answer = (await prometheus.api('/api/v1/query', { query, time: at })) as {
        result: { value: [number, string] }[];
      };
      return { at, value: Number(answer.result[0]?.value[1]) };
    }),
  );
}

/** The exit code in the evidence of the command whose line is `commandLine`. */
export function exitCodeOf(markdown: string, commandLine: string): string | undefined {
  const evidence = markdown.split(/^### /m).find((part) => part.includes(`\n${commandLine}\n`)) ?? '';
  const [, cells = ''] = /^\| Exit code \|.*\n\|[-:| ]+\|\n\|(.*)\|$/m.exec(evidence) ?? [];
  return cells.split('|')[0]?.trim();
}
